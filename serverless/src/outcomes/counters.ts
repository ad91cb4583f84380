import { FieldValue, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import { SERVICE_ACTIONS, type ServiceAction } from '@interaction-history/shared/src/services/states';
import { AMOUNTS, MEASURES, type InteractionDocument, type Measure } from '../vendors/firestore/documents';

type Measures = Record<Measure, number>;

/** What an entry counts under, and what decides how much. */
export type Counted = Pick<InteractionDocument, 'occurredAt' | 'worker' | 'queue' | 'channel'> & {
  reason: { id: string };
} & Partial<Pick<InteractionDocument, 'endedBy' | 'amendments' | 'durationSeconds' | 'countedOn' | 'actions'>>;
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
/** The day that an entry counts under: what it was when it was recorded, whatever the time zone is now (OR-3). */
export const dayOf = ({ occurredAt, countedOn }: Pick<Counted, 'occurredAt' | 'countedOn'>): string =>
  countedOn ?? occurredAt.toDate().toISOString().slice(0, 10);

/** Where an entry is counted; a task without a queue counts under `none`. */
export function placeOf(entry: Counted): {
  documentId: string;
  day: string;
  reasonId: string;
  queueSid: string;
  channel: string;
} {
  const day = dayOf(entry);
  return {
    documentId: `${day.slice(0, 7)}_${entry.worker.sid}`,
    day: day.slice(8),
    reasonId: entry.reason.id,
    queueSid: entry.queue.sid || 'none',
    channel: entry.channel,
  };
}

/**
 * How much an entry adds to each counter (OR-3). A reason that a person has put in the place of the default one is chosen. An action is
 * counted under the reason of the entry that has it.
 */
export function measuresOf({ endedBy = 'agent', amendments = [], durationSeconds = null, actions = [] }: Counted): Measures {
  const isDefault = endedBy !== 'agent' && !amendments.some(({ as }) => as !== 'system');
  const done = SERVICE_ACTIONS.map((action) => [action, actions.filter((one) => one.action === action).length]);
  return {
    ...(Object.fromEntries(done) as Record<ServiceAction, number>),
    counts: 1,
    defaults: isDefault ? 1 : 0,
    timed: durationSeconds === null ? 0 : 1,
    seconds: durationSeconds ?? 0,
  };
}

/** Counts a new entry, as a part of the entry's own commit. */
export function countEntry(batch: WriteBatch, store: Firestore, entry: Counted): void {
  write(batch, store, entry, [[entry.reason.id, measuresOf(entry)]]);
}

/** Moves an entry to its new reason, and out of the default ones where a person has chosen, in the amendment's own commit (IH-4). */
export function moveEntry(batch: WriteBatch, store: Firestore, before: Counted, after: Counted): void {
  const [was, is] = [measuresOf(before), measuresOf(after)];
  const less = Object.fromEntries(MEASURES.map((measure) => [measure, -was[measure]])) as Measures;
  if (before.reason.id !== after.reason.id)
    return write(batch, store, before, [
      [before.reason.id, less],
      [after.reason.id, is],
    ]);
  const changed = Object.fromEntries(MEASURES.map((measure) => [measure, is[measure] - was[measure]])) as Measures;
  if (MEASURES.some((measure) => changed[measure] !== 0)) write(batch, store, before, [[before.reason.id, changed]]);
}

function write(batch: WriteBatch, store: Firestore, entry: Counted, by: [reasonId: string, Measures][]): void {
  const { documentId, day, queueSid, channel } = placeOf(entry);
  const of = (measures: readonly Measure[]): object => Object.fromEntries(measures.flatMap(mapOf));
  const mapOf = (measure: Measure): [Measure, object][] => {
    const changed = by.filter(([, amounts]) => amounts[measure] !== 0);
    const reasons = changed.map(([reasonId, amounts]) => [
      reasonId,
      { [queueSid]: { [channel]: FieldValue.increment(amounts[measure]) } },
    ]);
    return reasons.length === 0 ? [] : [[measure, { [day]: Object.fromEntries(reasons) as object }]];
  };
  const head = { month: documentId.slice(0, 7), workerSid: entry.worker.sid, workerName: entry.worker.name };
  const actions = of(SERVICE_ACTIONS);
  const month = { ...head, ...of(AMOUNTS), ...(Object.keys(actions).length === 0 ? {} : { actions }) };
  batch.set(collections.outcomeMonths(store).doc(documentId), month, { merge: true });
}
