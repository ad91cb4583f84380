import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { VERSION } from '@interaction-history/shared/src/version';
import { readEventsHealth } from '../events/health';
import { lastAcceptedAt } from '../acceptances/last-accepted';
import { DATA_VERSION, readDataVersion } from '../migrations/data-version';
import { deadlineIn, type Deadline } from '../runtime/deadline';
import type { RequestContext } from '../context';
import { UpstreamError, type Source } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { diagnose } from '../vendors/firestore/diagnose';
import type { Finding } from '../runtime/diagnosis';
import { readQueue } from '../interactions/salesforce-queue';
import { timings } from '../runtime/timings';
import { ownUsage } from '../vendors/salesforce/usage';

type SourceHealth = HealthResponse['firestore'];

/** Each source, asked at once with its cheapest question (OP-4). */
export async function health(_request: unknown, ctx: RequestContext): Promise<HealthResponse> {
  const deadline = deadlineIn(timings.healthSource, ctx.deadline);
  const [firestore, salesforce, master, taskrouter, salesforceLog, stored] = await Promise.all([
    probe('firestore', ctx, async () => ({ findings: await diagnose(() => ctx.clients.firestore(), deadline) })),
    probe('salesforce', ctx, () => salesforceAnswers(ctx, deadline)),
    probe('master', ctx, () => masterAnswers(ctx, deadline)),
    probe('taskrouter', ctx, () => ctx.clients.taskrouter.ping(deadline)),
    waitingForSalesforce(ctx, deadline),
    ofStore(ctx, deadline),
  ]);
  const { data, lastAcceptedAt, orderEvents } = stored ?? {};
  return {
    firestore,
    salesforce,
    master,
    taskrouter,
    ...(salesforceLog === null ? {} : { salesforceLog }),
    ...(lastAcceptedAt === undefined ? {} : { lastAcceptedAt }),
    ...(orderEvents === undefined || orderEvents === null ? {} : { orderEvents }),
    versions: { functions: VERSION, writes: DATA_VERSION, ...(data === undefined ? {} : { data }) },
  };
}

/** What the store tells beside its own health; null where Firestore fails: its own line says so. */
async function ofStore(
  ctx: RequestContext,
  deadline: Deadline,
): Promise<{ data: number; lastAcceptedAt: string | null; orderEvents: HealthResponse['orderEvents'] | null } | null> {
  try {
    return await onFirestore(deadline, async () => {
      const store = await ctx.clients.firestore();
      const [{ version }, lastAt, events] = await Promise.all([
        readDataVersion(store),
        lastAcceptedAt(store),
        readEventsHealth(store),
      ]);
      const { listeningAt, lastEventAt, waiting, failed } = events;
      return {
        data: version,
        lastAcceptedAt: lastAt?.toISOString() ?? null,
        orderEvents: listeningAt === null ? null : { listeningAt, lastEventAt, waiting, failed: failed.length },
      };
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return null;
  }
}

/** Null where nothing is logged in Salesforce, and where Firestore fails: its own line says so. */
async function waitingForSalesforce(ctx: RequestContext, deadline: Deadline): Promise<HealthResponse['salesforceLog'] | null> {
  if (!ctx.config.logCallToSalesforce) return null;
  try {
    return await onFirestore(deadline, async () => readQueue(await ctx.clients.firestore()));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return null;
  }
}

/** What an answer tells beside its latency. A finding that fails: it may answer, but can't do its part. */
interface Found {
  allowance?: { used: number; max: number };
  own?: { used: number; share: number };
  findings?: Finding[];
  /** It does its main part whatever the findings say: what a Salesforce org lacks costs only what it holds (OP-6). */
  isUsable?: true;
}

async function probe(source: Source, ctx: RequestContext, ask: () => Promise<Found | void>): Promise<SourceHealth> {
  const started = performance.now();
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
  try {
    const { isUsable, ...found } = (await ask()) ?? {};
    const fails = (found.findings ?? []).filter(({ level }) => level === 'fail');
    for (const { id } of fails) ctx.note(`${id} fails`, { source });
    if (fails.length === 0 || isUsable) return { status: 'ok', latencyMs: elapsed(), ...found };
    return { status: 'failed', latencyMs: elapsed(), error: { code: 'upstream_unavailable', retryable: true }, ...found };
  } catch (error) {
    if (error instanceof NotConfigured) return { status: 'off' };
    ctx.note('source failed', { source, error });
    const code = error instanceof UpstreamError ? error.code : 'upstream_unavailable';
    return { status: 'failed', latencyMs: elapsed(), error: { code, retryable: true } };
  }
}

class NotConfigured extends Error {}

async function salesforceAnswers(ctx: RequestContext, deadline: Deadline): Promise<Found> {
  const opening = ctx.clients.salesforce();
  if (opening === null) throw new NotConfigured();
  const { ping } = await import('../vendors/salesforce/health');
  const client = await opening;
  const { allowance } = await ping(client, deadline);
  const { salesforce, defaultRegion } = ctx.config;
  if (salesforce === null) throw new NotConfigured();
  const { diagnose } = await import('../vendors/salesforce/diagnose');
  const findings = await diagnose({ client, config: { salesforce, defaultRegion }, deadline, allowance });
  const own = ownUsage();
  return {
    isUsable: true,
    findings: own === null ? findings : [...findings, shareFinding(own)],
    ...(allowance === null ? {} : { allowance }),
    ...(own === null ? {} : { own }),
  };
}

/** Near is four fifths: in an even day, five hours before the share is used up. */
function shareFinding({ used, share }: { used: number; share: number }): Finding {
  const id = 'salesforce.share';
  const text = `${used} of the ${share} API calls that the product may use in 24 hours`;
  if (used < 0.8 * share) return { id, level: 'ok', text };
  const mend = 'Raise the share in the settings, or find out who looks up so much: it is in the audit trail';
  return { id, level: used < share ? 'warn' : 'fail', text, mend };
}

async function masterAnswers(ctx: RequestContext, deadline: Deadline): Promise<Found> {
  const opening = ctx.clients.master();
  if (opening === null) throw new NotConfigured();
  const { diagnose: diagnoseMaster } = await import('../vendors/master/diagnose');
  return { findings: await diagnoseMaster(await opening, deadline) };
}
