import type { MonthCounts, OutcomeMonthDocument } from '../vendors/firestore/documents';
import { monthOf, placeOf, type Counted } from './counters';

/** A counter that says something else than the interactions do. */
export interface Difference {
  /** `{yyyy-mm}_{workerSid}` */
  documentId: string;
  day: string;
  reasonId: string;
  queueSid: string;
  channel: string;
  stored: number;
  counted: number;
}

/** Entries by document and counter, counted again from the interactions of one month. */
export function recount(month: string, entries: Iterable<Counted>): Map<string, Map<string, number>> {
  const months = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    if (monthOf(entry.occurredAt.toDate()) !== month) continue;
    const { documentId, ...place } = placeOf(entry);
    const counters = months.get(documentId) ?? new Map<string, number>();
    months.set(documentId, counters.set(keyOf(place), (counters.get(keyOf(place)) ?? 0) + 1));
  }
  return months;
}

/** Where the stored counters and a recount differ; a counter that is absent is 0. Sorted by document, day and the rest. */
export function differences(
  counted: ReadonlyMap<string, ReadonlyMap<string, number>>,
  stored: ReadonlyMap<string, Pick<OutcomeMonthDocument, 'counts'>>,
): Difference[] {
  const found: Difference[] = [];
  for (const documentId of new Set([...counted.keys(), ...stored.keys()])) {
    const left = new Map(counted.get(documentId) ?? []);
    for (const [key, n] of flat(stored.get(documentId)?.counts ?? {})) {
      const own = left.get(key) ?? 0;
      left.delete(key);
      if (own !== n) found.push({ documentId, ...placeFrom(key), stored: n, counted: own });
    }
    for (const [key, own] of left) found.push({ documentId, ...placeFrom(key), stored: 0, counted: own });
  }
  const sortKey = (one: Difference): string => [one.documentId, keyOf(one)].join('\n');
  return found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

type Place = Pick<Difference, 'day' | 'reasonId' | 'queueSid' | 'channel'>;

/** None of the four can hold a line break. */
const keyOf = ({ day, reasonId, queueSid, channel }: Place): string => [day, reasonId, queueSid, channel].join('\n');

function placeFrom(key: string): Place {
  const [day = '', reasonId = '', queueSid = '', channel = ''] = key.split('\n');
  return { day, reasonId, queueSid, channel };
}

function flat(counts: MonthCounts): [string, number][] {
  return Object.entries(counts).flatMap(([day, reasons]) =>
    Object.entries(reasons).flatMap(([reasonId, queues]) =>
      Object.entries(queues).flatMap(([queueSid, channels]) =>
        Object.entries(channels).map(([channel, n]): [string, number] => [keyOf({ day, reasonId, queueSid, channel }), n]),
      ),
    ),
  );
}
