import type { Amounts, OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';

/** What the table counts by. */
export const DIMENSIONS = ['reason', 'day', 'queue', 'agent', 'channel', 'action'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** Days and actions are counted alone: neither default reasons nor durations are known of them. */
export const isCountedAlone = (dimension: Dimension): boolean => dimension === 'day' || dimension === 'action';

export interface Row {
  key: string;
  name: string;
  /** 1 at the top; only of reasons. */
  level: number;
  /** How Flex Insights calls it; only of reasons. */
  reportingValue: string;
  isRetired: boolean;
  now: Amounts;
  before: Amounts;
  channels: Partial<Record<string, number>>;
}

const none = (): Amounts => ({ counts: 0, defaults: 0, timed: 0, seconds: 0 });
const MEASURES = ['counts', 'defaults', 'timed', 'seconds'] as const;
function add(sum: Amounts, more: Amounts): void {
  for (const measure of MEASURES) sum[measure] += more[measure];
}
const row = (key: string, name: string, more: Partial<Row> = {}): Row => ({
  key,
  name,
  level: 1,
  reportingValue: '',
  isRetired: false,
  now: none(),
  before: none(),
  channels: {},
  ...more,
});

/**
 * Reasons as the tree is now, each group with the sum of what is below it, most first, a group before its own. A code that the tree has
 * lost stands at the top by its id.
 * @param under a group whose part alone is wanted
 */
export function reasonRows(
  reasons: OutcomeReportResponse['reasons'],
  codes: readonly ReasonCode[],
  locale: string,
  under: string | null = null,
): Row[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const rows = new Map<string, Row>();
  const children = new Map<string | null, Row[]>();
  const rowOf = (id: string): Row => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    const code = byId.get(id);
    const parentId = code?.parentId ?? null;
    const parent = parentId === null || id === under ? null : rowOf(parentId);
    const made = row(id, code === undefined ? id : labelOf(code, locale), {
      level: parent === null ? 1 : parent.level + 1,
      reportingValue: code?.reportingValue ?? id,
      isRetired: code?.active === false,
    });
    rows.set(id, made);
    const above = parent?.key ?? null;
    children.set(above, [...(children.get(above) ?? []), made]);
    return made;
  };
  for (const { reasonId, now, before, channels } of reasons) {
    const first = rowOf(reasonId);
    for (let one: Row | undefined = first; one !== undefined;) {
      add(one.now, now);
      add(one.before, before);
      for (const [channel, count] of Object.entries(channels)) one.channels[channel] = (one.channels[channel] ?? 0) + count;
      const parentId: string | null = one.key === under ? null : (byId.get(one.key)?.parentId ?? null);
      one = parentId === null ? undefined : rows.get(parentId);
    }
  }
  const inOrder = (parent: string | null): Row[] =>
    [...(children.get(parent) ?? [])]
      .sort((a, b) => b.now.counts - a.now.counts || (a.name < b.name ? -1 : 1))
      .flatMap((one) => [one, ...inOrder(one.key)]);
  return inOrder(null);
}

/** Names that the report itself doesn't know. */
export interface Names {
  day: (day: string) => string;
  queue: (sid: string) => string;
  channel: (channel: string) => string;
  action: (action: ServiceAction) => string;
}

/** The table's rows, whatever it counts by. */
export function rowsBy(
  dimension: Dimension,
  report: OutcomeReportResponse,
  codes: readonly ReasonCode[],
  { locale, under, names }: { locale: string; under: string | null; names: Names },
): Row[] {
  switch (dimension) {
    case 'reason':
      return reasonRows(report.reasons, codes, locale, under);
    case 'day':
      return report.days.map(({ day, counts, before }) =>
        row(day, names.day(day), { now: { ...none(), counts }, before: { ...none(), counts: before } }),
      );
    case 'queue':
      return report.queues.map(({ queueSid, now, before }) => row(queueSid, names.queue(queueSid), { now, before }));
    case 'agent':
      return report.workers.map(({ workerSid, name, now, before }) => row(workerSid, name, { now, before }));
    case 'channel':
      return report.channels.map(({ channel, now, before }) => row(channel, names.channel(channel), { now, before }));
    case 'action':
      return report.actions.map(({ action, now, before }) =>
        row(action, names.action(action), { now: { ...none(), counts: now }, before: { ...none(), counts: before } }),
      );
  }
}

/** What the last line says: of all interactions, or of all actions. */
export function totalOf(dimension: Dimension, rows: readonly Row[], report: OutcomeReportResponse): Pick<Row, 'now' | 'before'> {
  if (dimension !== 'action') return report.total;
  const total = { now: none(), before: none() };
  for (const { now, before } of rows) {
    add(total.now, now);
    add(total.before, before);
  }
  return total;
}

/** +84, −56, 0: with a real minus. */
export const changeOf = (locale: string, now: number, before: number): string => {
  const by = now - before;
  if (by === 0) return '0';
  return `${by > 0 ? '+' : '−'}${Math.abs(by).toLocaleString(locale)}`;
};
/** 34.4%; a dash of nothing. */
export const shareOf = (locale: string, part: number, whole: number): string =>
  whole === 0
    ? '–'
    : (part / whole).toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** 6:42; a dash where no duration is known. */
export function averageOf({ seconds, timed }: Amounts): string {
  if (timed === 0) return '–';
  const average = Math.round(seconds / timed);
  return `${Math.floor(average / 60)}:${String(average % 60).padStart(2, '0')}`;
}
