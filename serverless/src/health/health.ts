import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { budgetOf, type Budget } from '../runtime/deadline';
import type { Call } from '../runtime/endpoint';
import { UpstreamError, type Source } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import type { Missing } from '../vendors/master/health';
import { readQueue } from '../interactions/salesforce-queue';
import { timings } from '../runtime/timings';

type SourceHealth = HealthResponse['firestore'];

/** Each source, asked at once with its cheapest question (OP-4). */
export async function health(_request: unknown, call: Call): Promise<HealthResponse> {
  const budget = budgetOf(timings.healthSource, call.budget);
  const [firestore, salesforce, master, taskrouter, salesforceLog] = await Promise.all([
    probe('firestore', call, () =>
      onFirestore(
        budget,
        async () => void (await (await call.clients.firestore()).collection('reasonCodes').doc('current').get()),
      ),
    ),
    probe('salesforce', call, () => salesforceAllowance(call, budget)),
    probe('master', call, () => masterAnswers(call, budget)),
    probe('taskrouter', call, () => call.clients.taskrouter.ping(budget)),
    waitingForSalesforce(call, budget),
  ]);
  return { firestore, salesforce, master, taskrouter, ...(salesforceLog === null ? {} : { salesforceLog }) };
}

/** Null where nothing is logged in Salesforce, and where Firestore fails: its own line says so. */
async function waitingForSalesforce(call: Call, budget: Budget): Promise<HealthResponse['salesforceLog'] | null> {
  if (!call.config.logCallToSalesforce) return null;
  try {
    return await onFirestore(budget, async () => readQueue(await call.clients.firestore()));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return null;
  }
}

/** What an answer tells beside its latency. `usable` false: it answers, but nothing can be asked of it. */
interface Found {
  allowance?: { used: number; max: number };
  missing?: Missing[];
  usable?: boolean;
}

async function probe(source: Source, call: Call, ask: () => Promise<Found | void>): Promise<SourceHealth> {
  const started = performance.now();
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
  try {
    const { usable = true, ...found } = (await ask()) ?? {};
    if (usable) return { status: 'ok', latencyMs: elapsed(), ...found };
    return { status: 'failed', latencyMs: elapsed(), error: { code: 'upstream_unavailable', retryable: true }, ...found };
  } catch (error) {
    if (error instanceof NotConfigured) return { status: 'off' };
    call.note('source failed', { source, error });
    const code = error instanceof UpstreamError ? error.code : 'upstream_unavailable';
    return { status: 'failed', latencyMs: elapsed(), error: { code, retryable: true } };
  }
}

class NotConfigured extends Error {}

async function salesforceAllowance(call: Call, budget: Budget): Promise<Found> {
  const opening = call.clients.salesforce();
  if (opening === null) throw new NotConfigured();
  const { ping } = await import('../vendors/salesforce/health');
  const { allowance } = await ping(await opening, budget);
  return allowance === null ? {} : { allowance };
}

async function masterAnswers(call: Call, budget: Budget): Promise<Found> {
  const opening = call.clients.master();
  if (opening === null) throw new NotConfigured();
  const { ping } = await import('../vendors/master/health');
  const { missing, usable } = await ping(await opening, budget);
  return { usable, ...(missing.length === 0 ? {} : { missing }) };
}
