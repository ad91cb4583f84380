import type { ChosenRecord } from '@interaction-history/shared/src/contract/customers';
import type { FailureCode } from '../../api/api-error';
import type { RequestOf } from '../../api/client';

/** A recording and what of its customer the server does not know yet: all that sending it needs. */
export interface WaitingEntry {
  request: RequestOf<'interactions/record'>;
  /** A customer chosen but not linked yet: linked first, so that the entry joins the right history. */
  link: ChosenRecord | null;
  /** The customer whom the agent said the caller is not, and who is still on the task. Absent in entries of earlier versions. */
  unlink?: boolean;
  /** What the list shows: nothing is looked up for it. */
  about: { customerName: string | null; reasonPath: string[] };
}

/** A recording that could not be sent yet, kept in the browser until it is (RC-5). */
export interface OutboxEntry extends WaitingEntry {
  since: number;
  attempts: number;
  /** Earliest next attempt, in ms since the epoch. */
  nextAt: number;
  /** The server's refusal: not tried again by itself. */
  refused: { code: FailureCode; correlationId?: string | undefined } | null;
  /** Sent, but its customer could not be linked: stays in the list until the agent has read it. */
  sentWithoutCustomer: boolean;
}

export const entryId = ({ request }: Pick<OutboxEntry, 'request'>): string => `${request.taskSid}_${request.reservationSid}`;

const FIRST_DELAY_MS = 4_000;
const LONGEST_DELAY_MS = 300_000;

/** Full jitter: a whole centre that lost its network must not come back in one instant. @param random in [0, 1) */
export function nextDelay(attempts: number, random: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1));
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}

/** Whether an entry is to be tried by itself. */
export const isDue = (entry: OutboxEntry, now: number): boolean =>
  isWaiting(entry) && entry.refused === null && entry.nextAt <= now;

/** Whether an entry has still to reach the server. */
export const isWaiting = (entry: OutboxEntry): boolean => !entry.sentWithoutCustomer;

/** Of those listed: how many are sent by themselves, how many wait for the agent, and how many they need only read. */
export function countsOf(entries: readonly OutboxEntry[]): { waiting: number; refused: number; toRead: number } {
  const unsent = entries.filter(isWaiting);
  const refused = unsent.filter((entry) => entry.refused !== null).length;
  return { waiting: unsent.length - refused, refused, toRead: entries.length - unsent.length };
}

export function isWaitingEntry(value: unknown): value is WaitingEntry {
  const entry = value as Partial<WaitingEntry> | null | undefined;
  return typeof entry?.request?.taskSid === 'string' && typeof entry.about === 'object';
}

export const isEntry = (value: unknown): value is OutboxEntry =>
  isWaitingEntry(value) && typeof (value as Partial<OutboxEntry>).since === 'number';
