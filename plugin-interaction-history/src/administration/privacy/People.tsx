import * as React from 'react';
import type { FoundPeople } from '@interaction-history/shared/src/contract/privacy';
import { Box } from '@twilio-paste/core/box';
import { Badge } from '../../ui/Badge';
import { Notice } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { Panel } from '../ui/Panel';
import type { PrivacyWords } from './words.en';

export type FoundPerson = FoundPeople['people'][number];
interface Props {
  found: FoundPeople;
  chosen: readonly string[];
  words: PrivacyWords;
  onChoose: (customerIds: string[]) => void;
}

/** Whom the search has found; all that are the person are chosen. */
export const People: React.FC<Props> = ({ found: { people, more }, chosen, words, onChoose }) => (
  <Panel label={words.people} head={<Small role="status">{words.found(people.length, chosen.length)}</Small>}>
    <Box as="ul" aria-label={words.people} margin="space0" padding="space0" style={{ listStyle: 'none' }}>
      {people.map((person) => {
        const { customerId } = person.customer;
        const isChosen = chosen.includes(customerId);
        return (
          <Box
            as="li"
            key={customerId}
            borderBottomStyle="solid"
            borderBottomWidth="borderWidth10"
            borderBottomColor="colorBorderWeaker"
          >
            <label style={{ display: 'flex', gap: 12, padding: '12px 16px', cursor: 'pointer' }}>
              <input
                type="checkbox"
                checked={isChosen}
                style={{ alignSelf: 'flex-start', flexShrink: 0, width: 16, height: 16, marginTop: 3 }}
                onChange={() => onChoose(isChosen ? chosen.filter((id) => id !== customerId) : [...chosen, customerId])}
              />
              <One person={person} words={words} />
            </label>
          </Box>
        );
      })}
    </Box>
    {more || people.some(({ sameAs }) => sameAs.length > 0) ? (
      <Box padding="space40" display="flex" flexDirection="column" rowGap="space30">
        {more ? <Small>{words.more}</Small> : null}
        {people.some(({ sameAs }) => sameAs.length > 0) ? <Notice kind="info" title={words.same} body={words.sameBody} /> : null}
      </Box>
    ) : null}
  </Panel>
);

const One: React.FC<{ person: FoundPerson; words: PrivacyWords }> = ({ person: { customer, hold }, words }) => {
  const { name, company, accountNumber, email, phones } = customer;
  return (
    <Box minWidth="0">
      <Strong overflowWrap="anywhere">{name ?? company ?? words.noName}</Strong>{' '}
      {hold === null ? null : <Badge tone="pending">{words.onHold}</Badge>}
      <Small overflowWrap="anywhere">{[accountNumber, email, ...phones].filter(Boolean).join(' · ')}</Small>
    </Box>
  );
};
