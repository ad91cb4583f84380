import * as React from 'react';
import type { AuditEntry } from '@interaction-history/shared/src/contract/audit';
import { csvText } from '@interaction-history/shared/src/text/csv-text';
import { Box } from '@twilio-paste/core/box';
import { momentOf } from '../../strings/format';
import { Notice } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { ExportFile } from '../files/export-file';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Panel } from '../ui/Panel';
import { byPerson } from './by-person';
import type { Answered, Question } from './use-audit';
import type { AuditWords } from './words.en';

interface Props {
  answered: Answered;
  words: AuditWords;
  isLoading: boolean;
  onMore: () => void;
  onPerson: (worker: Question['worker']) => void;
}

/** Who did it, how often, and each entry. */
export const AuditEntries: React.FC<Props> = ({ answered, words, isLoading, onMore, onPerson }) => {
  const { locale } = useAdministrationStrings();
  const { asked, entries, nextCursor } = answered;
  if (entries.length === 0) return <Notice kind="neutral" urgent title={words.none} body={words.noneBody} />;
  const people = byPerson(entries);
  const now = Date.now();
  const { columns } = words;
  return (
    <>
      {asked.text === '' ? null : <Heading answered={answered} words={words} people={people.length} />}
      <Panel label={words.byPerson} head={<span>{words.byPerson}</span>}>
        <DataTable
          label={words.byPerson}
          columns={[
            { name: columns.who },
            { name: columns.role },
            { name: columns.looked, isNumber: true },
            { name: columns.changed, isNumber: true },
            { name: columns.withoutTask, isNumber: true },
            { name: columns.last },
          ]}
          rows={people.map(({ worker, roles, looked, changed, withoutTask, lastAt }) => ({
            key: worker.sid,
            cells: [
              <Who key="who" worker={worker} words={words} onPerson={onPerson} />,
              roles.map((role) => words.roles[role] ?? role).join(', '),
              looked,
              changed,
              withoutTask === 0 ? '–' : withoutTask,
              momentOf(locale, lastAt, now),
            ],
          }))}
        />
      </Panel>
      <Panel
        label={words.entries}
        head={
          <>
            <span>{words.entries}</span>
            <Small role="status">{words.shown(entries.length)}</Small>
            <Box flexGrow={1} />
            {asked.worker === null ? null : <TextButton onClick={() => onPerson(null)}>{words.everybody}</TextButton>}
          </>
        }
        foot={
          <>
            <span>{words.idsOnly}</span>
            <Box flexGrow={1} />
            {nextCursor === null ? null : (
              <TextButton disabled={isLoading} onClick={onMore}>
                {words.more}
              </TextButton>
            )}
          </>
        }
      >
        <DataTable
          label={words.entries}
          columns={['time', 'who', 'did', 'customers', 'task', 'outcome', 'request'].map((name) => ({
            name: columns[name as keyof typeof columns],
          }))}
          rows={entries.map((entry) => ({
            key: entry.id,
            cells: [
              momentOf(locale, entry.at, now),
              <Who key="who" worker={entry.worker} words={words} onPerson={onPerson} />,
              didWhat(entry, words),
              customersOf(entry, words),
              <Id key="task">{entry.taskSid ?? words.noTask}</Id>,
              outcomeOf(entry, words),
              <Id key="request">{entry.correlationId}</Id>,
            ],
          }))}
        />
      </Panel>
    </>
  );
};

const Heading: React.FC<{ answered: Answered; words: AuditWords; people: number }> = ({ answered, words, people }) => {
  const { customers, entries } = answered;
  const names = customers.map(({ name, accountNumber, customerId }) =>
    [name ?? customerId, accountNumber].filter(Boolean).join(', '),
  );
  return (
    <Box display="flex" flexWrap="wrap" alignItems="baseline" columnGap="space50">
      <Strong>{words.looked(people, names.join('; ') || words.unknown, entries.length)}</Strong>
      {customers.length === 0 ? null : <Small>{words.nameFrom}</Small>}
    </Box>
  );
};

const Who: React.FC<Pick<Props, 'words' | 'onPerson'> & { worker: AuditEntry['worker'] }> = ({ worker, words, onPerson }) => (
  <Box title={words.person(worker.name)}>
    <TextButton onClick={() => onPerson(worker)}>{worker.name}</TextButton>
  </Box>
);

/** An id in short, whole under the pointer and in the CSV. */
const Id: React.FC<{ children: string }> = ({ children }) => (
  <Box as="span" title={children} fontFamily="fontFamilyCode" fontSize="fontSize20" whiteSpace="nowrap">
    {children.length > 12 ? `${children.slice(0, 4)}…${children.slice(-4)}` : children}
  </Box>
);

const didWhat = ({ action, endpoint }: AuditEntry, words: AuditWords): string =>
  [(words.actions as Record<string, string>)[action] ?? action, endpoint].filter(Boolean).join(' · ');
const outcomeOf = ({ outcome }: AuditEntry, words: AuditWords): string =>
  outcome === null ? '–' : (words.outcomes[outcome] ?? outcome);

function customersOf({ customerIds, others }: AuditEntry, words: AuditWords): React.ReactNode {
  const ids = customerIds.slice(0, 3).map((id) => <Id key={id}>{id}</Id>);
  const rest = customerIds.length - ids.length;
  const more = [rest > 0 ? `+${rest}` : '', others > 0 ? words.others(others) : ''].filter(Boolean).join(' · ');
  return (
    <Box display="flex" flexWrap="wrap" columnGap="space30">
      {ids}
      {more === '' ? null : <Small as="span">{more}</Small>}
    </Box>
  );
}

/** What is shown, with whole ids and times as the trail has them, for a spreadsheet. */
export function auditCsv({ entries }: Answered, words: AuditWords): ExportFile {
  const { columns } = words;
  const head = [
    columns.time,
    columns.who,
    'worker',
    columns.role,
    columns.did,
    'endpoint',
    columns.customers,
    columns.task,
    columns.outcome,
    columns.request,
  ];
  const rows = entries.map((entry) => [
    entry.at,
    entry.worker.name,
    entry.worker.sid,
    entry.roles.join(' '),
    entry.action,
    entry.endpoint ?? '',
    entry.customerIds.join(' '),
    entry.taskSid ?? '',
    entry.outcome ?? '',
    entry.correlationId,
  ]);
  return {
    name: `audit-${new Date().toISOString().slice(0, 10)}.csv`,
    type: 'text/csv;charset=utf-8',
    text: csvText([head, ...rows]),
  };
}
