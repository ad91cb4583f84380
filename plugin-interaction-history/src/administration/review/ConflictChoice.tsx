import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { Badge } from '../../ui/Badge';
import { Grow, Row } from '../../ui/layout';
import { Small, Strong } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';

interface Version {
  /** Whose it is. */
  owner: string;
  text: string;
  when: string;
}

interface Props {
  id: string;
  title: string;
  versions: Record<Choice, Version>;
  chosen: Choice | undefined;
  onChoose: (choice: Choice) => void;
}

/** Both versions side by side; nothing is chosen until the editor chooses. ↑ ↓ move within, as in any group of radio buttons. */
export const ConflictChoice: React.FC<Props> = ({ id, title, versions, chosen, onChoose }) => {
  const { review } = useAdministrationStrings().strings;
  return (
    <Box
      role="radiogroup"
      aria-labelledby={`${id}-title`}
      paddingX="space50"
      paddingY="space40"
      borderTopStyle="solid"
      borderTopWidth="borderWidth10"
      borderTopColor="colorBorderWeaker"
    >
      <Row marginBottom="space30">
        <Grow>
          <Strong id={`${id}-title`} overflowWrap="anywhere">
            {title}
          </Strong>
        </Grow>
        {chosen === undefined ? (
          <Badge tone="pending">{review.chooseOne}</Badge>
        ) : (
          <Badge tone="good" icon="check">
            {review.chosen}
          </Badge>
        )}
      </Row>
      <Box
        display="grid"
        columnGap="space30"
        rowGap="space30"
        style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))' }}
      >
        {(['mine', 'theirs'] as const).map((choice) => (
          <Radio
            key={choice}
            name={id}
            version={versions[choice]}
            isChosen={chosen === choice}
            onChoose={() => onChoose(choice)}
          />
        ))}
      </Box>
    </Box>
  );
};

const Radio: React.FC<{ name: string; version: Version; isChosen: boolean; onChoose: () => void }> = ({
  name,
  version,
  isChosen,
  onChoose,
}) => (
  <Box
    as="label"
    display="flex"
    columnGap="space30"
    padding="space40"
    borderStyle="solid"
    borderWidth="borderWidth10"
    borderRadius="borderRadius30"
    borderColor={isChosen ? 'colorBorderPrimary' : 'colorBorderWeaker'}
    backgroundColor={isChosen ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
    boxShadow={isChosen ? 'shadowBorderPrimary' : undefined}
    cursor="pointer"
    _focusWithin={{ boxShadow: 'shadowFocus' }}
  >
    <input
      type="radio"
      name={name}
      checked={isChosen}
      onChange={onChoose}
      style={{ width: 16, height: 16, margin: '2px 0 0', flex: 'none', accentColor: 'var(--ih-link)', outline: 'none' }}
    />
    <Grow>
      <Small color={isChosen ? 'colorText' : 'colorTextWeak'}>{version.owner}</Small>
      <Strong overflowWrap="anywhere">{version.text}</Strong>
      <Small color={isChosen ? 'colorText' : 'colorTextWeak'}>{version.when}</Small>
    </Grow>
  </Box>
);
