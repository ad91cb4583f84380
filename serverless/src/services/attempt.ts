import type { CustomerServices, RunResponse, WantedAction } from '@interaction-history/shared/src/contract/services';
import { isPossible } from '@interaction-history/shared/src/services/possible';
import { after } from '@interaction-history/shared/src/services/effects';
import type { Standing } from '@interaction-history/shared/src/services/states';
import { caseFacts } from '../cases/case-facts';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { asOrgAllows } from '../vendors/salesforce/as-org-allows';
import type { SalesforceClient } from '../vendors/salesforce/client';
import type { Row } from '../vendors/salesforce/match';
import { retryRaces } from '../vendors/salesforce/retry-races';
import { carryOut, madeOf, type Made, type PlanContext } from '../vendors/salesforce/services/plan';
import { planOf } from '../vendors/salesforce/services/plan-of';
import { readRows, type ServiceRows } from '../vendors/salesforce/services/read-rows';
import { standingOf, toServices } from '../vendors/salesforce/services/services-view';
import { SalesforceRefusal } from '../vendors/salesforce/upstream';
import type { Task } from '../vendors/taskrouter/taskrouter';
import { workerName } from '../vendors/taskrouter/worker-name';
import { servicesFor } from './customer';
import { subjectId } from './subject';
import { lineProblems } from './lines';

export interface About {
  request: RequestOf<'services/run'>;
  task: Task;
  account: { accountId: string; contactId: string | null };
  mayDecide: boolean;
  /** Of what the request makes in Salesforce: task and form. */
  key: string;
}
export type Attempted =
  | { outcome: 'done'; made: { number: string | null; url: string | null }; created: boolean; services: CustomerServices }
  | { outcome: 'moved'; services: CustomerServices }
  | Extract<RunResponse, { outcome: 'lines' }>;

/**
 * Reads how the customer stands, and carries the action out if that is possible now. Two API calls, three with the state afterwards.
 * @param isRepeat an earlier attempt of the same request has ended without a word: what it has done counts as done
 * @throws AppError forbidden, not_found; UpstreamError, SalesforceRefusal
 */
export async function attempt(about: About, isRepeat: boolean, ctx: RequestContext): Promise<Attempted> {
  const client = await salesforceOf(ctx);
  // nobody is interested in who lost which race: the next attempt reads what the other one has made
  let isAgain = isRepeat;
  return retryRaces(ctx.deadline, async () => {
    const wasAgain = isAgain;
    isAgain = true;
    return attemptOnce(about, client, wasAgain, ctx);
  });
}

/** How the customer's services stand for this worker. @throws AppError not_found; UpstreamError */
export async function servicesNow(about: About, ctx: RequestContext): Promise<CustomerServices> {
  const client = await salesforceOf(ctx);
  return servicesFor(await rowsFor(about, client, ctx), client, about, ctx);
}

async function attemptOnce(about: About, client: SalesforceClient, isRepeat: boolean, ctx: RequestContext): Promise<Attempted> {
  const { action } = about.request;
  const { services: mapping } = configOf(ctx);
  const rows = await rowsFor(about, client, ctx);
  const read = toServices(rows, mapping, await client.instanceUrl(ctx.deadline));
  const standing = standingOf(read);
  const earlier = isRepeat ? madeBefore(about, rows, standing, ctx) : null;
  if (earlier !== null)
    return {
      outcome: 'done',
      made: await naming(earlier.made, action, client, ctx),
      created: false,
      services: await servicesFor(rows, client, about, ctx),
    };
  const wanted = { action: action.kind, on: subjectId(action) };
  const offered = await servicesFor(rows, client, about, ctx);
  if (!isPossible(standing, wanted)) return { outcome: 'moved', services: offered };
  if (!offered.possible.some(({ action: one, on }) => one === wanted.action && on === wanted.on))
    throw new AppError('forbidden', 'Somebody else decides this: whoever placed an order doesn’t approve it');
  if (action.kind === 'place-order') {
    const lines = lineProblems(action, rows.entries, standing, mapping);
    if (lines.length > 0) return { outcome: 'lines', lines };
  }
  const name = await workerName(ctx.worker.sid, ctx);
  let made: Made | null;
  try {
    made = await asOrgAllows(client, ctx.deadline, () =>
      carryOut(client, planOf(action, planContext(about, rows, client, name, ctx)), ctx.deadline),
    );
  } catch (error) {
    if (!(error instanceof SalesforceRefusal) || error.errorCode !== 'PROCESSING_HALTED') throw error;
    // a guard found nothing: the state has moved between our reading and our writing
    const now = await servicesNow(about, ctx);
    if (isPossible(standingOf(now), wanted)) throw error;
    return { outcome: 'moved', services: now };
  }
  const [named, services] = await Promise.all([naming(made, action, client, ctx), servicesNow(about, ctx)]);
  return { outcome: 'done', made: named, created: true, services };
}

/** What an earlier attempt of the same request has left: the case or order under its key, else the state that it was to bring about. */
function madeBefore(
  { request: { action }, key }: About,
  rows: ServiceRows,
  standing: Standing,
  ctx: RequestContext,
): { made: Made | null } | null {
  const { requestKey } = configOf(ctx).services.fields;
  const byKey = (list: readonly Row[] | null): Row | undefined => list?.find((row) => row[requestKey] === key);
  const row = action.kind === 'place-order' ? byKey(rows.orders) : byKey(rows.cases);
  if (row !== undefined) return { made: madeOf(row) };
  if (MAKES.has(action.kind)) return null;
  const on = subjectId(action);
  const isPositive =
    action.kind === 'record-eligibility' ? action.isEligible : action.kind === 'decide-verification' ? action.isVerified : true;
  const wished = after(standing, { action: action.kind, on, isPositive }, '');
  return isPossible(standing, { action: action.kind, on }) || !same(standing, wished) ? null : { made: null };
}
const MAKES: ReadonlySet<string> = new Set([
  'request-eligibility',
  'request-verification',
  'place-order',
  'request-cancellation',
  'general-inquiry',
]);
const same = (a: Standing, b: Standing): boolean => JSON.stringify(a) === JSON.stringify(b);

async function rowsFor(
  { account, key, request: { action } }: About,
  client: SalesforceClient,
  ctx: RequestContext,
): Promise<ServiceRows> {
  const entryIds = action.kind === 'place-order' ? action.lines.map(({ entryId }) => entryId) : [];
  const wanted = { accountId: account.accountId, key, entryIds };
  const rows = await readRows(client, configOf(ctx).services, wanted, ctx.deadline);
  if (rows === null) throw new AppError('not_found', 'Salesforce has no services of this customer');
  return rows;
}

function planContext(
  { account, key, task, request }: About,
  rows: ServiceRows,
  client: SalesforceClient,
  name: string,
  ctx: RequestContext,
): PlanContext & { registrationSource: string } {
  const { services: mapping, registrationSource } = configOf(ctx);
  return {
    rows,
    mapping,
    facts: client.facts,
    key,
    ...account,
    now: new Date().toISOString(),
    caseText: (words) => {
      const { description, origin } = caseFacts(task, words, ctx.config.defaultRegion);
      return { description: `${description}\nAgent: ${name}`, origin };
    },
    commentText: (words) => `${name}: ${words}\n[${request.requestKey}]`,
    registrationSource,
  };
}

async function naming(
  made: Made | null,
  action: WantedAction,
  client: SalesforceClient,
  ctx: RequestContext,
): Promise<{ number: string | null; url: string | null }> {
  if (made === null) return { number: null, url: null };
  const object = action.kind === 'place-order' ? 'Order' : 'Case';
  return { number: made.number, url: `${await client.instanceUrl(ctx.deadline)}/lightning/r/${object}/${made.id}/view` };
}

function configOf(ctx: RequestContext): NonNullable<RequestContext['config']['salesforce']> {
  if (ctx.config.salesforce === null) throw new AppError('not_found', 'No Salesforce org is configured');
  return ctx.config.salesforce;
}

async function salesforceOf(ctx: RequestContext): Promise<SalesforceClient> {
  const opening = ctx.clients.salesforce();
  if (opening === null) throw new AppError('not_found', 'No Salesforce org is configured');
  return opening;
}
