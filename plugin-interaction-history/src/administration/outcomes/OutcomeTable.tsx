import * as React from 'react';
import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { Box } from '@twilio-paste/core/box';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Panel } from '../ui/Panel';
import { Select } from '../ui/Select';
import {
  averageOf,
  changeOf,
  DIMENSIONS,
  isCountedAlone,
  shareOf,
  totalOf,
  type Dimension,
  type Names,
  type Row,
} from './report-view';
import type { OutcomeWords } from './words.en';

interface Props {
  rows: readonly Row[];
  report: OutcomeReportResponse;
  dimension: Dimension;
  words: OutcomeWords;
  names: Names;
  onDimension: (dimension: Dimension) => void;
  onOpen: (row: Row | null) => void;
}

/** Every figure, by what the reader chooses; a number opens the interactions behind it. */
export const OutcomeTable: React.FC<Props> = ({ rows, report, dimension, words, names, onDimension, onOpen }) => {
  const { locale } = useAdministrationStrings();
  const { columns } = words;
  const channels = dimension === 'reason' ? report.channels.map(({ channel }) => channel) : [];
  const total = totalOf(dimension, rows, report);
  const byChannel = Object.fromEntries(report.channels.map(({ channel, now }) => [channel, now.counts]));
  const figures = (row: Pick<Row, 'now' | 'before' | 'channels'>, open: React.ReactNode): React.ReactNode[] => [
    open,
    row.before.counts.toLocaleString(locale),
    changeOf(locale, row.now.counts, row.before.counts),
    shareOf(locale, row.now.counts, total.now.counts),
    ...channels.map((channel) => (row.channels[channel] ?? 0).toLocaleString(locale)),
    ...(isCountedAlone(dimension) ? [] : [row.now.defaults.toLocaleString(locale), averageOf(row.now)]),
  ];
  const number = (row: Row | null, count: number): React.ReactNode =>
    count === 0 || (dimension === 'action' && row === null) ? (
      count.toLocaleString(locale)
    ) : (
      <span aria-label={words.open(count, row?.name ?? words.total)} role="group">
        <TextButton onClick={() => onOpen(row)}>{count.toLocaleString(locale)}</TextButton>
      </span>
    );
  return (
    <Panel
      label={words.table}
      head={
        <>
          <span>{words.table}</span>
          <Box flexGrow={1} />
          <Select
            id="ih-outcomes-by"
            label={words.tableBy}
            value={dimension}
            options={DIMENSIONS.map((one) => [one, words.by[one]] as const)}
            onChange={(one) => onDimension(one as Dimension)}
          />
        </>
      }
    >
      <DataTable
        label={words.by[dimension]}
        columns={[
          { name: columns[dimension] },
          ...(dimension === 'reason' ? [{ name: columns.reportingValue }] : []),
          ...[dimension === 'action' ? columns.times : columns.counts, columns.before, columns.change, columns.share].map(
            (name) => ({ name, isNumber: true }),
          ),
          ...channels.map((channel) => ({ name: names.channel(channel), isNumber: true })),
          ...(isCountedAlone(dimension) ? [] : [columns.defaults, columns.average].map((name) => ({ name, isNumber: true }))),
        ]}
        rows={[
          ...rows.map((row) => ({
            key: row.key,
            cells: [
              <Box key="name" style={{ paddingLeft: (row.level - 1) * 20 }} minWidth="size10">
                {row.isRetired ? words.retired(row.name) : row.name}
              </Box>,
              ...(dimension === 'reason'
                ? [
                    <Small key="value" as="span">
                      {row.reportingValue}
                    </Small>,
                  ]
                : []),
              ...figures(row, number(row, row.now.counts)),
            ],
          })),
          {
            key: 'total',
            cells: [
              <Strong key="total">{words.total}</Strong>,
              ...(dimension === 'reason' ? [''] : []),
              ...figures({ ...total, channels: byChannel }, number(null, total.now.counts)),
            ],
          },
        ]}
      />
    </Panel>
  );
};
