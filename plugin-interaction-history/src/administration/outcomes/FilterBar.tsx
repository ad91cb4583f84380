import * as React from 'react';
import { CHANNELS } from '@interaction-history/shared/src/caller/channel';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { Box } from '@twilio-paste/core/box';
import { FieldLabel } from '../../ui/field';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { Select } from '../ui/Select';
import { SPANS, spanOf, type Span, type SpanName } from './dates';
import { reasonRows, type Names } from './report-view';
import { NO_FILTERS, type Filters, type Reported } from './use-outcomes';
import type { OutcomeWords } from './words.en';

interface Props {
  words: OutcomeWords;
  names: Names;
  spanName: SpanName;
  span: Span;
  timeZone: string;
  filters: Filters;
  shown: Reported | null;
  onSpan: (name: SpanName, span: Span) => void;
  onFilter: (changed: Partial<Filters>) => void;
}

/** What is counted. Every change counts again at once. */
export const FilterBar: React.FC<Props> = ({ words, names, spanName, span, timeZone, filters, shown, onSpan, onFilter }) => {
  const choice = (
    id: keyof Filters,
    label: string,
    all: string,
    options: readonly (readonly [value: string, label: string])[],
  ): React.ReactElement => (
    <Select
      id={`ih-outcomes-${id}`}
      label={label}
      value={filters[id] ?? ''}
      options={[['', all], ...withChosen(options, filters[id])]}
      onChange={(value) => onFilter({ [id]: value === '' ? null : value })}
    />
  );
  const { naming } = shown ?? {};
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <Box
      role="group"
      aria-label={words.dates}
      display="flex"
      flexWrap="wrap"
      alignItems="flex-end"
      columnGap="space40"
      rowGap="space30"
    >
      <Select
        id="ih-outcomes-span"
        label={words.dates}
        value={spanName}
        options={SPANS.map((name) => [name, words.spans[name]] as const)}
        onChange={(name) =>
          onSpan(name as SpanName, name === 'custom' ? span : spanOf(name as Exclude<SpanName, 'custom'>, new Date(), timeZone))
        }
      />
      {spanName === 'custom' ? (
        <>
          <DayField
            id="from"
            label={words.from}
            value={span.from}
            max={span.to}
            onChange={(from) => onSpan('custom', { ...span, from })}
          />
          <DayField
            id="to"
            label={words.to}
            value={span.to}
            min={span.from}
            onChange={(to) => onSpan('custom', { ...span, to })}
          />
        </>
      ) : null}
      {choice('queueSid', words.queue, words.allQueues, [
        ...(naming?.queues ?? []).map(({ sid, name }) => [sid, name] as const),
        ['none', words.noQueue] as const,
      ])}
      {choice(
        'workerSid',
        words.agent,
        words.allAgents,
        (shown?.agents ?? []).map(({ workerSid, name }) => [workerSid, name] as const),
      )}
      {choice(
        'channel',
        words.channel,
        words.allChannels,
        CHANNELS.map((channel) => [channel, names.channel(channel)] as const),
      )}
      <ReasonChoice words={words} shown={shown} value={filters.reasonId} onChange={(reasonId) => onFilter({ reasonId })} />
      {isFiltered ? (
        <Box paddingBottom="space30">
          <TextButton onClick={() => onFilter(NO_FILTERS)}>{words.reset}</TextButton>
        </Box>
      ) : null}
    </Box>
  );
};

/** What was chosen stays in the list, even where the new answer doesn't have it. */
const withChosen = (
  options: readonly (readonly [string, string])[],
  chosen: string | null,
): readonly (readonly [string, string])[] =>
  chosen === null || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];

const ReasonChoice: React.FC<{
  words: OutcomeWords;
  shown: Reported | null;
  value: string | null;
  onChange: (id: string | null) => void;
}> = ({ words, shown, value, onChange }) => {
  const { locale } = useAdministrationStrings();
  const codes = shown?.naming.codes ?? [];
  const zero = { counts: 0, defaults: 0, timed: 0, seconds: 0 };
  const all = reasonRows(
    codes.map(({ id }) => ({ reasonId: id, now: zero, before: zero, channels: {} })),
    codes,
    locale,
  );
  const options = all.map(({ key, name, level }) => [key, `${'  '.repeat(level - 1)}${name}`] as const);
  return (
    <Select
      id="ih-outcomes-reasonId"
      label={words.reason}
      value={value ?? ''}
      options={[
        ['', words.allReasons],
        ...withChosen(options, value).map(([key, name]) => [key, nameIn(codes, key, locale) ?? name] as const),
      ]}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  );
};
const nameIn = (codes: Reported['naming']['codes'], id: string, locale: string): string | null => {
  const code = codes.find((one) => one.id === id);
  if (code === undefined) return null;
  const parent = codes.find((one) => one.id === code.parentId);
  return parent === undefined
    ? labelOf(code, locale)
    : `${nameIn(codes, parent.id, locale) ?? parent.id} › ${labelOf(code, locale)}`;
};

interface DayProps {
  id: string;
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

/** The browser's own field. A date that is half typed changes nothing. */
const DayField: React.FC<DayProps> = ({ id, label, value, min, max, onChange }) => (
  <div>
    <FieldLabel htmlFor={`ih-outcomes-${id}`} label={label} small />
    <input
      id={`ih-outcomes-${id}`}
      type="date"
      value={value}
      min={min}
      max={max}
      onChange={({ target }) => {
        if (target.value !== '' && target.validity.valid) onChange(target.value);
      }}
      style={{ font: 'inherit', fontSize: 14, height: 36, padding: '0 8px' }}
    />
  </div>
);
