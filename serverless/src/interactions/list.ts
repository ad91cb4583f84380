import { classify } from '@interaction-history/shared/src/identity';
import { identityKey, identityOf } from '@interaction-history/shared/src/phone';
import { FieldPath, Timestamp, type Firestore } from 'firebase-admin/firestore';
import { recordKeys } from '../customers/documents';
import { byId, byIdentity, type Stored } from '../customers/store';
import type { Call, RequestOf, ResponseOf } from '../endpoint';
import { AppError } from '../errors';
import { onFirestore } from '../firestore/client';
import { toInteraction, type InteractionDocument } from './documents';

type Request = RequestOf<'interactions/list'>;

/**
 * A page of a customer's history, newest first (IH-1). Reads as many entries as the page holds, however many are stored: the
 * total stands on the customer, and the cursor is a place in the index, not a count.
 */
export async function list(request: Request, call: Call): Promise<ResponseOf<'interactions/list'>> {
  return onFirestore(call.budget, async () => {
    const store = await call.clients.firestore();
    const owner = await ownerOf(store, request, call.config.defaultRegion);
    if (owner === null) return { customer: null, interactions: [], total: 0, nextCursor: null };
    const limit = request.limit ?? call.config.maxRecordsPresented;
    let query = store
      .collection('interactions')
      .where('customerId', '==', owner.customer.customerId)
      .orderBy('occurredAt', 'desc')
      .orderBy(FieldPath.documentId(), 'desc')
      .limit(limit);
    if (request.cursor !== undefined) query = query.startAfter(...readCursor(request.cursor));
    const { docs } = await query.get();
    const last = docs.length < limit ? undefined : docs[docs.length - 1];
    return {
      customer: owner.customer,
      interactions: docs.map((doc) => toInteraction(doc.id, doc.data() as InteractionDocument)),
      total: owner.interactionCount,
      nextCursor: last === undefined ? null : writeCursor((last.data() as InteractionDocument).occurredAt, last.id),
    };
  });
}

/** The customer named by id, by an outside record, or by the caller's address; a withheld address is nobody's. */
async function ownerOf(store: Firestore, request: Request, region: string): Promise<Stored | null> {
  if (request.customerId !== undefined) return byId(store, request.customerId);
  if (request.contactId !== undefined) return byIdentity(store, recordKeys.contact(request.contactId));
  if (request.accountId !== undefined) return byIdentity(store, recordKeys.account(request.accountId));
  const identity = identityOf(classify(request.address ?? '', request.channel), region);
  return identity.kind === 'withheld' ? null : byIdentity(store, identityKey(identity));
}

const writeCursor = (at: Timestamp, id: string): string =>
  Buffer.from(`${at.seconds}.${at.nanoseconds}.${id}`).toString('base64url');

function readCursor(cursor: string): [Timestamp, string] {
  const [, seconds, nanoseconds, id] =
    /^(-?\d{1,12})\.(\d{1,9})\.(WT[0-9a-f]{32}_WR[0-9a-f]{32})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (seconds === undefined || nanoseconds === undefined || id === undefined) {
    throw new AppError('invalid_request', 'The cursor is not one of ours: start from the first page', {
      fields: { cursor: 'is not valid' },
    });
  }
  return [new Timestamp(Number(seconds), Number(nanoseconds)), id];
}
