import { MEASURES, type Measure, type OutcomeMonthDocument } from '../vendors/firestore/documents';
import { amountsIn, countsOf } from './amounts';
import { dayOf, measuresOf, placeOf, type Counted } from './counters';

/** A counter that says something else than the interactions do. */
export interface Difference {
  /** `{yyyy-mm}_{workerSid}` */
  documentId: string;
  measure: Measure;
  day: string;
  reasonId: string;
  queueSid: string;
  channel: string;
  stored: number;
  counted: number;
}

/** What each counter of each document would be, counted again from the interactions of one month. */
export function recount(month: string, entries: Iterable<Counted>): Map<string, Map<string, number>> {
  const months = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    if (!dayOf(entry).startsWith(month)) continue;
    const { documentId, ...place } = placeOf(entry);
    const counters = months.get(documentId) ?? new Map<string, number>();
    const amounts = measuresOf(entry);
    for (const measure of MEASURES) {
      const key = keyOf({ measure, ...place });
      if (amounts[measure] !== 0) counters.set(key, (counters.get(key) ?? 0) + amounts[measure]);
    }
    months.set(documentId, counters);
  }
  return months;
}

/** Where the stored counters and a recount differ; a counter that is absent is 0. Sorted by document, day and the rest. */
export function differences(
  counted: ReadonlyMap<string, ReadonlyMap<string, number>>,
  stored: ReadonlyMap<string, Partial<OutcomeMonthDocument>>,
): Difference[] {
  const found: Difference[] = [];
  for (const documentId of new Set([...counted.keys(), ...stored.keys()])) {
    const left = new Map(counted.get(documentId) ?? []);
    for (const [key, n] of flat(stored.get(documentId) ?? {})) {
      const own = left.get(key) ?? 0;
      left.delete(key);
      if (own !== n) found.push({ documentId, ...placeFrom(key), stored: n, counted: own });
    }
    for (const [key, own] of left) found.push({ documentId, ...placeFrom(key), stored: 0, counted: own });
  }
  const sortKey = (one: Difference): string => [one.documentId, keyOf(one)].join('\n');
  return found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

type Place = Pick<Difference, 'measure' | 'day' | 'reasonId' | 'queueSid' | 'channel'>;

/** None of the five can hold a line break. */
const keyOf = ({ measure, day, reasonId, queueSid, channel }: Place): string =>
  [measure, day, reasonId, queueSid, channel].join('\n');

function placeFrom(key: string): Place {
  const [measure = 'counts', day = '', reasonId = '', queueSid = '', channel = ''] = key.split('\n');
  return { measure: measure as Measure, day, reasonId, queueSid, channel };
}

const flat = (stored: Partial<OutcomeMonthDocument>): [string, number][] =>
  MEASURES.flatMap((measure) =>
    [...amountsIn(countsOf(stored, measure))].map(({ amount, ...place }): [string, number] => [
      keyOf({ measure, ...place }),
      amount,
    ]),
  );
