import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { FieldError, FieldLabel } from '../../../ui/field';
import { Small } from '../../../ui/text';
import { useServiceWords } from './strings/strings';

interface ChoiceProps {
  name: string;
  options: { yes: string; no: string };
  value: string | undefined;
  error: string | undefined;
  onChoose: (choice: 'yes' | 'no') => void;
}

/** One of two, side by side; the arrow keys choose. */
export const Choice: React.FC<ChoiceProps> = ({ name, options, value, error, onChoose }) => (
  <Box data-field="choice" marginTop="space30" role="radiogroup" aria-label={name} aria-required>
    <Box display="flex" columnGap="space30">
      {(['yes', 'no'] as const).map((choice) => (
        <Box
          key={choice}
          as="label"
          display="flex"
          flexGrow={1}
          columnGap="space30"
          alignItems="center"
          padding="space30"
          borderStyle="solid"
          borderWidth="borderWidth10"
          borderColor={value === choice ? 'colorBorderPrimary' : 'colorBorderWeak'}
          borderRadius="borderRadius20"
          backgroundColor={value === choice ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
          cursor="pointer"
        >
          <input type="radio" name="ih-service-choice" checked={value === choice} onChange={() => onChoose(choice)} />
          <Small color="colorText">{options[choice]}</Small>
        </Box>
      ))}
    </Box>
    {error === undefined ? null : <FieldError id="ih-service-choice-error">{error}</FieldError>}
  </Box>
);

interface CommodityProps {
  names: readonly string[];
  value: string | undefined;
  onChange: (commodity: string) => void;
}

/** What kind of service it is about; the first unless the agent says otherwise. */
export const CommodityField: React.FC<CommodityProps> = ({ names, value, onChange }) => {
  const words = useServiceWords();
  return (
    <Box marginTop="space30">
      <FieldLabel htmlFor="ih-service-commodity" label={words.fields.commodity} small />
      <select
        id="ih-service-commodity"
        value={value ?? names[0]}
        onChange={(event) => onChange(event.target.value)}
        style={{ width: '100%', height: 36, font: 'inherit' }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </Box>
  );
};
