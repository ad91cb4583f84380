import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { Timestamp, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import type { Config } from '../config/config';
import { collections } from '../vendors/firestore/collections';
import type { InteractionDocument, SalesforceLogDocument } from '../vendors/firestore/documents';

/** Queues an interaction for Salesforce, as a part of its own commit: nothing is lost, and the agent never waits for it. */
export function queueSalesforceLog(
  batch: WriteBatch,
  store: Firestore,
  interactionId: string,
  interaction: Pick<InteractionDocument, 'customerId'>,
  config: Pick<Config, 'logCallToSalesforce'>,
): void {
  if (!isLogged(interaction, config)) return;
  const now = Timestamp.now();
  const queued: SalesforceLogDocument = { dueAt: now, queuedAt: now, attempts: 0, lastError: null };
  batch.set(collections.salesforceLog(store).doc(interactionId), queued);
}

/** Whether Salesforce is told of an interaction: by configuration, and where it has a record to tell it of. */
export const isLogged = (
  { customerId }: Pick<InteractionDocument, 'customerId'>,
  { logCallToSalesforce }: Pick<Config, 'logCallToSalesforce'>,
): boolean => logCallToSalesforce && customerId !== null;

const COUNTED = 100;

/** What waits, for `health`: up to a hundred of the oldest. */
export async function readQueue(store: Firestore): Promise<NonNullable<HealthResponse['salesforceLog']>> {
  const { docs } = await collections.salesforceLog(store).orderBy('queuedAt').limit(COUNTED).get();
  const queued = docs.map((doc) => doc.data());
  const failing = queued.filter(({ attempts }) => attempts > 0);
  return {
    waiting: queued.length,
    failing: failing.length,
    oldest: queued[0]?.queuedAt.toDate().toISOString() ?? null,
    lastError: failing[failing.length - 1]?.lastError ?? null,
  };
}
