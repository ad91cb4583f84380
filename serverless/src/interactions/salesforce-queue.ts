import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { Timestamp, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import type { Config } from '../config/config';
import type { InteractionDocument } from './documents';

/** `salesforceLog/{interactionId}`: an interaction that Salesforce has not been told of yet. Holds no content. */
export interface SalesforceLogDocument {
  /** When it is tried next; a desktop that is sending it has moved this ahead. */
  dueAt: Timestamp;
  queuedAt: Timestamp;
  attempts: number;
  /** Code of the last failure: Salesforce's own where it gave one. */
  lastError: string | null;
}

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
  batch.set(store.collection('salesforceLog').doc(interactionId), { ...queued });
}

/** Whether Salesforce is told of an interaction: by configuration, and where it has a record to tell it of. */
export const isLogged = (
  { customerId }: Pick<InteractionDocument, 'customerId'>,
  { logCallToSalesforce }: Pick<Config, 'logCallToSalesforce'>,
): boolean => logCallToSalesforce && customerId !== null;

const COUNTED = 100;

/** What waits, for `health`: up to a hundred of the oldest. */
export async function readQueue(store: Firestore): Promise<NonNullable<HealthResponse['salesforceLog']>> {
  const { docs } = await store.collection('salesforceLog').orderBy('queuedAt').limit(COUNTED).get();
  const queued = docs.map((doc) => doc.data() as SalesforceLogDocument);
  const failing = queued.filter(({ attempts }) => attempts > 0);
  return {
    waiting: queued.length,
    failing: failing.length,
    oldest: queued[0]?.queuedAt.toDate().toISOString() ?? null,
    lastError: failing[failing.length - 1]?.lastError ?? null,
  };
}
