import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { AMEND_HOURS } from '@interaction-history/shared/src/limits';
import { addressOf } from '../customers/identity/documents';
import type { InteractionDocument, ReasonDocument } from '../vendors/firestore/documents';

/** @param unconfirmedOf the worker who alone says that the reservation was theirs: no entry of anybody else's is in its way, nor it in theirs */
export const interactionIdOf = (taskSid: string, reservationSid: string, unconfirmedOf?: string): string =>
  [taskSid, reservationSid, unconfirmedOf].filter((part) => part !== undefined).join('_');

export function toInteraction(interactionId: string, document: InteractionDocument): Interaction {
  const {
    occurredAt,
    recordedAt,
    identityKey,
    reason,
    amendments = [],
    movedFrom: _movedFrom,
    erased: _erased,
    expiresAt: _expiresAt,
    countedOn: _countedOn,
    ...rest
  } = document;
  return {
    endedBy: 'agent',
    transferredFrom: null,
    caseUrl: null,
    actions: [],
    revision: 0,
    ...rest,
    interactionId,
    address: identityKey === null ? null : addressOf(identityKey),
    reason: toReason(reason),
    occurredAt: occurredAt.toDate().toISOString(),
    recordedAt: recordedAt.toDate().toISOString(),
    canAmendUntil: new Date(amendableUntil(document)).toISOString(),
    amendments: amendments.map(({ key: _key, at, before, ...amendment }) => ({
      ...amendment,
      at: at.toDate().toISOString(),
      before: { reason: before.reason === null ? null : toReason(before.reason), comment: before.comment },
    })),
  };
}

const toReason = (reason: ReasonDocument): Interaction['reason'] => ({ ...reason, pathIds: reason.pathIds ?? [] });

/** Epoch milliseconds (IH-4). */
export const amendableUntil = ({ recordedAt }: Pick<InteractionDocument, 'recordedAt'>): number =>
  recordedAt.toMillis() + AMEND_HOURS * 3_600_000;

/** Nobody chose this entry's reason: its task ended without the agent (RC-6). */
export const isUnattended = ({ endedBy = 'agent' }: Pick<InteractionDocument, 'endedBy'>): boolean => endedBy !== 'agent';
