import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { Timestamp } from 'firebase-admin/firestore';

/** `interactions/{taskSid}_{reservationSid}` as stored. */
export interface InteractionDocument extends Omit<Interaction, 'interactionId' | 'occurredAt'> {
  occurredAt: Timestamp;
  recordedAt: Timestamp;
  /** The address used, as an identity key; null when withheld. Kept even when a friend's phone was used (ID-11). */
  identityKey: string | null;
}

export const interactionIdOf = (taskSid: string, reservationSid: string): string => `${taskSid}_${reservationSid}`;

export function toInteraction(interactionId: string, document: InteractionDocument): Interaction {
  const { occurredAt, recordedAt: _recordedAt, identityKey: _identityKey, ...rest } = document;
  return { ...rest, interactionId, occurredAt: occurredAt.toDate().toISOString() };
}

/** `outcomeMonths/{yyyy-mm}_{workerSid}`. */
export const outcomeMonthId = (at: Date, workerSid: string): string => `${at.toISOString().slice(0, 7)}_${workerSid}`;
export const dayOf = (at: Date): string => at.toISOString().slice(8, 10);
