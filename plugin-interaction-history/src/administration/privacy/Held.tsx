import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { countOf } from '../../strings/format';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Panel } from '../ui/Panel';
import type { FoundPerson } from './People';
import type { PrivacyWords } from './words.en';

/** What is held of those chosen together, what erasing does to it, and what others hold. */
export const Held: React.FC<{ people: readonly FoundPerson[]; words: PrivacyWords }> = ({ people, words }) => {
  const { locale } = useAdministrationStrings();
  const kinds = Object.keys(words.kinds);
  const count = (kind: string): number => people.reduce((sum, { held }) => sum + (held[kind] ?? 0), 0);
  const records = people.flatMap(({ customer: { salesforce } }) =>
    [salesforce?.contactId, salesforce?.accountId].filter((id): id is string => typeof id === 'string'),
  );
  const numbers = people.map(({ customer }) => customer.accountNumber).filter((each) => each !== null);
  const named = [records, numbers].map((each) => [...new Set(each)].join(', '));
  return (
    <Box display="flex" flexDirection="column" rowGap="space50">
      <Panel label={words.held} head={<span>{words.held}</span>}>
        <DataTable
          label={words.held}
          columns={[{ name: words.held }, { name: words.together, isNumber: true }, { name: words.ifErased }]}
          rows={kinds
            .filter((kind) => count(kind) > 0)
            .map((kind) => ({
              key: kind,
              cells: [words.kinds[kind], countOf(locale, count(kind)), words.fates[kind] ?? words.erased],
            }))}
        />
      </Panel>
      <Panel label={words.elsewhere} head={<span>{words.elsewhere}</span>}>
        <DataTable
          label={words.elsewhere}
          columns={[{ name: words.where }, { name: words.how }]}
          rows={words.others.map(([where, how], at) => ({
            key: where,
            cells: [where, named[at] ? words.records(how, named[at]) : how],
          }))}
        />
      </Panel>
    </Box>
  );
};
