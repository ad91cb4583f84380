import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Checkbox, CheckboxGroup } from '@twilio-paste/core/checkbox';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';
import { FieldError } from '../../ui/field';
import { Small } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import { Pills } from '../ui/Pills';

interface Named {
  id: string;
  label: string;
  hasError: boolean;
}

/** A whole number. While what is typed isn't one, the setting holds NaN and the check says so. */
export const NumberField: React.FC<Named & { value: number | undefined; onChange: (value: number) => void }> = ({
  id,
  label,
  hasError,
  value,
  onChange,
}) => {
  const [text, setText] = React.useState(shown(value));
  // undone or changed from elsewhere: show the current value
  if (!Object.is(numberIn(text), value ?? NaN)) setText(shown(value));
  return (
    <Box maxWidth="size20">
      <Input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-describedby={hasError ? `${id}-error` : `${id}-about`}
        hasError={hasError}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(numberIn(event.target.value));
        }}
      />
    </Box>
  );
};
const shown = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '' : String(value));
const numberIn = (text: string): number => (/^\s*-?\d+([.]\d+)?\s*$/.test(text) ? Number(text) : NaN);

/** A line of text that means itself. */
export const LineField: React.FC<
  Named & { value: string; maxLength: number; note: string; onChange: (value: string) => void }
> = ({ id, label, hasError, value, maxLength, note, onChange }) => (
  <Box display="flex" alignItems="center" columnGap="space40">
    <Box maxWidth="size20">
      <Input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        aria-label={label}
        aria-describedby={hasError ? `${id}-error` : `${id}-about`}
        hasError={hasError}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Box>
    <Small role="status">{note}</Small>
  </Box>
);

/** One of a few. */
export const ChoiceField: React.FC<
  Named & { value: string; options: readonly (readonly [value: string, label: string])[]; onChange: (value: string) => void }
> = ({ id, label, hasError, value, options, onChange }) => (
  <Select
    id={id}
    aria-label={label}
    aria-describedby={hasError ? `${id}-error` : `${id}-about`}
    hasError={hasError}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  >
    {options.map(([key, name]) => (
      <Option key={key} value={key}>
        {name}
      </Option>
    ))}
  </Select>
);

/** Any of a few; they keep the order in which they are offered. */
export const ChecksField: React.FC<
  Named & {
    value: readonly string[];
    options: readonly (readonly [value: string, label: string])[];
    onChange: (value: string[]) => void;
  }
> = ({ id, label, value, options, onChange }) => (
  <CheckboxGroup name={id} legend={<HiddenLegend>{label}</HiddenLegend>} orientation="horizontal">
    {options.map(([key, name], index) => (
      <Checkbox
        key={key}
        id={index === 0 ? id : `${id}-${key}`}
        checked={value.includes(key)}
        onChange={(event) => {
          const isOn = event.target.checked;
          onChange(options.map(([each]) => each).filter((each) => (each === key ? isOn : value.includes(each))));
        }}
      >
        {name}
      </Checkbox>
    ))}
  </CheckboxGroup>
);
const HiddenLegend: React.FC<{ children: string }> = ({ children }) => (
  <Box as="span" position="absolute" width="size0" height="size0" overflow="hidden">
    {children}
  </Box>
);

/** A list of short texts, each removable, and a field to add one with Enter. What isn't a valid entry isn't added. */
export const ListField: React.FC<
  Named & {
    value: readonly string[];
    tell: (entry: string) => string;
    /** Undefined: may not be taken away. */
    keeps?: string;
    placeholder: string;
    /** What is wrong with an entry; null when nothing is. */
    problemOf: (entry: string) => string | null;
    onChange: (value: string[]) => void;
  }
> = ({ id, label, hasError, value, tell, keeps, placeholder, problemOf, onChange }) => {
  const { settings: words } = useAdministrationStrings().strings;
  const [text, setText] = React.useState('');
  const [problem, setProblem] = React.useState<string | null>(null);
  const add = (): void => {
    const entry = text.trim();
    if (entry === '') return setProblem(null);
    const wrong = problemOf(entry);
    setProblem(wrong);
    if (wrong !== null) return;
    onChange([...value, entry]);
    setText('');
  };
  const entryId = `${id}-new-error`;
  return (
    <>
      <Pills
        entries={value}
        tell={tell}
        removeWords={words.remove}
        keeps={keeps}
        fieldId={id}
        onRemove={(entry) => onChange(value.filter((each) => each !== entry))}
      />
      <Box display="flex" columnGap="space30">
        <Box flexGrow={1} minWidth="0">
          <Input
            id={id}
            type="text"
            autoComplete="off"
            spellCheck={false}
            aria-label={label}
            placeholder={placeholder}
            aria-describedby={problem !== null ? entryId : hasError ? `${id}-error` : `${id}-about`}
            hasError={hasError || problem !== null}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setProblem(null);
            }}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add();
            }}
          />
        </Box>
        <Button variant="secondary" onClick={add} disabled={text.trim() === ''}>
          {words.add}
        </Button>
      </Box>
      {problem === null ? null : <FieldError id={entryId}>{problem}</FieldError>}
    </>
  );
};
