import * as React from 'react';
import type { Channel } from '@interaction-history/shared/src/caller/channel';
import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { csvText } from '@interaction-history/shared/src/text/csv-text';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { pick } from '../../locales/pick';
import { dateOf, momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { download, type ExportFile } from '../files/export-file';
import { useAdministration } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { ReadFailure } from '../ui/ReadFailure';
import { shownOf } from '../ui/use-read';
import { BehindNumber } from './BehindNumber';
import { spanOf, type Span, type SpanName } from './dates';
import { DayBars } from './DayBars';
import { FilterBar } from './FilterBar';
import { OutcomeTable } from './OutcomeTable';
import { ON_PAPER, PRINTED, PrintStyle } from './print';
import { ReasonBars } from './ReasonBars';
import { averageOf, isCountedAlone, rowsBy, shareOf, totalOf, type Dimension, type Names, type Row } from './report-view';
import { Tiles } from './Tiles';
import { NO_FILTERS, useReport, type Filters, type Opened, type Reported } from './use-outcomes';
import { en, type OutcomeWords } from './words.en';
import { ja } from './words.ja';

/** Outcomes of a span of days beside those of the span before, each number with its interactions (OR-3, OR-5): for supervisors. */
export const OutcomesPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const agent = useStrings();
  const words: OutcomeWords = pick({ en, ja }, locale, en);
  const [spanName, setSpanName] = React.useState<SpanName>('14');
  const [span, setSpan] = React.useState<Span>(() => spanOf('14', new Date(), 'UTC'));
  const [timeZone, setTimeZone] = React.useState('UTC');
  const [filters, setFilters] = React.useState<Filters>(NO_FILTERS);
  const [dimension, setDimension] = React.useState<Dimension>('reason');
  const [opened, setOpened] = React.useState<Opened | null>(null);
  const { read, again } = useReport(span, filters);
  const shown = shownOf(read);
  // today may be another day in the centre than it seemed before the first answer
  const centre = shown?.report.timeZone ?? timeZone;
  if (centre !== timeZone) {
    setTimeZone(centre);
    if (spanName !== 'custom') setSpan(spanOf(spanName, new Date(), centre));
  }
  const filter = (changed: Partial<Filters>): void => {
    setOpened(null);
    setFilters({ ...filters, ...changed });
  };
  const names: Names = {
    day: (day) => dateOf(locale, day),
    queue: (sid) => (sid === 'none' ? words.noQueue : (shown?.naming.queues.find((queue) => queue.sid === sid)?.name ?? sid)),
    channel: (channel) => (agent.channels as Record<string, string>)[channel] ?? channel,
    action: (action) => agent.services.done[action],
  };
  const rows =
    shown === null ? [] : rowsBy(dimension, shown.report, shown.naming.codes, { locale, under: shown.asked.reasonId, names });
  const open = (row: Row | null, isDefault = false): void => {
    if (shown === null) return;
    setOpened({
      ...shown.asked,
      ...(row === null ? {} : narrowedTo(row.key, dimension)),
      title: row?.name ?? (isDefault ? words.defaults : words.total),
      isDefault,
    });
  };
  const { report } = shown ?? {};
  return (
    <Frame
      title={<PageTitle>{words.title}</PageTitle>}
      tabs={tabs}
      actions={
        <>
          <Button variant="secondary" disabled={report === undefined} onClick={() => window.print()}>
            {words.print}
          </Button>
          <Button
            variant="secondary"
            disabled={report === undefined}
            onClick={() => {
              if (report !== undefined) download(outcomesCsv(rows, report, { dimension, span, words, names, locale }));
            }}
          >
            {words.csv}
          </Button>
        </>
      }
    >
      <PrintStyle />
      <FilterBar
        words={words}
        names={names}
        spanName={spanName}
        span={span}
        timeZone={timeZone}
        filters={filters}
        shown={shown}
        onSpan={(name, next) => {
          setOpened(null);
          setSpanName(name);
          setSpan(next);
        }}
        onFilter={filter}
      />
      <Small marginTop="space30">
        {[words.zone(timeZone), ...(report === undefined ? [] : [recountOf(report, words, locale)])].join(' · ')}
      </Small>
      <Box className={PRINTED} marginTop="space50" display="flex" flexDirection="column" rowGap="space50">
        <Box className={ON_PAPER} display="none">
          <PageTitle>{words.title}</PageTitle>
          <Small>
            {[
              words.span(names.day(span.from), names.day(span.to)),
              words.zone(timeZone),
              ...chosen(filters, shown, names, locale),
            ].join(' · ')}
          </Small>
        </Box>
        {read.phase === 'loading' ? <Small role="status">{words.loading}</Small> : null}
        {read.phase === 'failed' ? (
          <ReadFailure title={words.failed} error={read.error} what={words.retry} onRetry={again} />
        ) : null}
        {report !== undefined && shown !== null ? (
          <>
            <Tiles report={report} words={words} onOpen={(isDefault) => open(null, isDefault)} />
            {report.total.now.counts + report.total.before.counts === 0 ? (
              <Notice kind="neutral" title={words.none} body={words.noneBody} />
            ) : (
              <>
                <Box display="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(440px, 1fr))', gap: 20 }}>
                  <ReasonBars shown={shown} words={words} onReason={(reasonId) => filter({ reasonId })} />
                  <DayBars report={report} words={words} names={names} legend={legendOf(report, span, words, names)} />
                </Box>
                <OutcomeTable
                  rows={rows}
                  report={report}
                  dimension={dimension}
                  words={words}
                  names={names}
                  onDimension={(next) => {
                    setOpened(null);
                    setDimension(next);
                  }}
                  onOpen={open}
                />
              </>
            )}
            {opened === null ? null : (
              <BehindNumber opened={opened} words={words} names={names} onClose={() => setOpened(null)} />
            )}
          </>
        ) : null}
      </Box>
    </Frame>
  );
};

/** The filters in words, for a page of paper. */
function chosen(filters: Filters, shown: Reported | null, names: Names, locale: string): string[] {
  const { reasonId, queueSid, workerSid, channel } = filters;
  const code = shown?.naming.codes.find(({ id }) => id === reasonId);
  return [
    reasonId === null ? '' : code === undefined ? reasonId : labelOf(code, locale),
    queueSid === null ? '' : names.queue(queueSid),
    workerSid === null ? '' : (shown?.report.workers.find((one) => one.workerSid === workerSid)?.name ?? workerSid),
    channel === null ? '' : names.channel(channel),
  ].filter((words) => words !== '');
}

/** A row's own part of what was asked. */
function narrowedTo(key: string, dimension: Dimension): Partial<Opened> {
  if (dimension === 'reason') return { reasonId: key };
  if (dimension === 'day') return { from: key, to: key };
  if (dimension === 'queue') return { queueSid: key };
  if (dimension === 'action') return { action: key as ServiceAction };
  return dimension === 'agent' ? { workerSid: key } : { channel: key as Channel };
}

/** Whether the numbers agreed with the interactions when `npm run recount` last looked. */
function recountOf({ recounted }: OutcomeReportResponse, words: OutcomeWords, locale: string): string {
  if (recounted === null) return words.neverRecounted;
  const { month, at, differences } = recounted;
  const when = momentOf(locale, at, Date.now());
  return differences === 0 ? words.agreed(month, when) : words.differed(month, when, differences);
}

const legendOf = ({ before }: OutcomeReportResponse, { from, to }: Span, words: OutcomeWords, names: Names): string =>
  words.legend(words.span(names.day(from), names.day(to)), words.span(names.day(before.from), names.day(before.to)));

interface CsvOptions {
  dimension: Dimension;
  span: Span;
  words: OutcomeWords;
  names: Names;
  locale: string;
}

/** The table as it is shown, and its total: figures plain, so that a spreadsheet counts with them. */
export function outcomesCsv(rows: readonly Row[], report: OutcomeReportResponse, options: CsvOptions): ExportFile {
  const { dimension, span, words, names } = options;
  const { columns } = words;
  const channels = dimension === 'reason' ? report.channels.map(({ channel }) => channel) : [];
  const total = totalOf(dimension, rows, report);
  const line = (
    name: string,
    value: string,
    { now, before, channels: by }: Pick<Row, 'now' | 'before' | 'channels'>,
  ): (string | number)[] => [
    name,
    ...(dimension === 'reason' ? [value] : []),
    now.counts,
    before.counts,
    now.counts - before.counts,
    shareOf('en', now.counts, total.now.counts),
    ...channels.map((channel) => by[channel] ?? 0),
    ...(isCountedAlone(dimension) ? [] : [now.defaults, averageOf(now)]),
  ];
  const head = [
    columns[dimension],
    ...(dimension === 'reason' ? [columns.reportingValue] : []),
    dimension === 'action' ? columns.times : columns.counts,
    columns.before,
    columns.change,
    columns.share,
    ...channels.map(names.channel),
    ...(isCountedAlone(dimension) ? [] : [columns.defaults, columns.average]),
  ];
  const byChannel = Object.fromEntries(report.channels.map(({ channel, now }) => [channel, now.counts]));
  return {
    name: `outcomes-${dimension}-${span.from}-${span.to}.csv`,
    type: 'text/csv;charset=utf-8',
    text: csvText([
      head,
      ...rows.map((row) => line('  '.repeat(row.level - 1) + row.name, row.reportingValue, row)),
      line(words.total, '', { ...total, channels: byChannel }),
    ]),
  };
}
