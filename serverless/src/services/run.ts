import { OWN_ATTRIBUTES, ownAttributes } from '@interaction-history/shared/src/caller/own-attributes';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import type { ActionMark, CustomerServices, RunResponse, WantedAction } from '@interaction-history/shared/src/contract/services';
import { attributesFrom } from '@interaction-history/shared/src/insights/insights';
import { isZone } from '@interaction-history/shared/src/services/zone';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { audit } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import type { AuditRow } from '../vendors/firestore/documents';
import { assertAccepted } from '../vendors/taskrouter/ownership';
import { workerName } from '../vendors/taskrouter/worker-name';
import { attempt, servicesNow, type About, type Attempted } from './attempt';
import { claim } from './claim';
import { accountOf } from './customer';
import { decides, isDecision } from './decisions';
import { proofOf } from './mark-proof';
import { subjectOf } from './subject';

type Request = RequestOf<'services/run'>;

/**
 * Does one service action (SV-3): claimed, so that two agents do it once and the second is told by whom (SV-4); judged by how the
 * customer's services stand now; written in one request, all or none; then on the task. The same request again finds what it did.
 * @throws AppError forbidden (a colleague's task; a decision that others make), not_found, conflict (not in Salesforce; a colleague is at
 *   it), invalid_request; UpstreamError: whether it was done is not known, and the same request may be sent again
 */
export async function runAction(request: Request, ctx: RequestContext): Promise<ResponseOf<'services/run'>> {
  const { action, taskSid, customerId } = request;
  checkFields(action);
  const [task, account, mayDecide] = await Promise.all([
    ctx.clients.taskrouter.task(taskSid, ctx.deadline),
    accountOf(customerId, ctx),
    decides(ctx),
    assertAccepted(taskSid, ctx),
  ]);
  if (isDecision(action.kind) && !mayDecide) throw new AppError('forbidden', 'Others decide this: ask a supervisor');
  if (account === null) throw new AppError('conflict', 'This customer is not in Salesforce: bring the customer in first');
  const key = `${taskSid}-${request.requestKey}`;
  const about: About = { request, task, account, mayDecide, key };
  const claimed = await claim({ subject: subjectOf(action, account.accountId, key), key, taskSid, customerId }, ctx);
  if (claimed.state === 'busy') throw new AppError('conflict', 'A colleague is doing this right now: try again in a moment');
  if (claimed.state === 'done') return done(about, claimed.mark, false, await servicesNow(about, ctx), ctx);
  await note(request, 'intended', ctx);
  const attempted = await attempt(about, claimed.isRepeat, ctx).catch(async (error: unknown) => {
    // whoever asks next need not wait for what has failed: what it did or didn't do, the records tell
    await giveBack(claimed, ctx);
    throw error;
  });
  return concluded(about, attempted, claimed, ctx);
}

type Taken = Extract<Awaited<ReturnType<typeof claim>>, { state: 'taken' }>;

async function concluded(about: About, attempted: Attempted, claimed: Taken, ctx: RequestContext): Promise<RunResponse> {
  const { request } = about;
  switch (attempted.outcome) {
    case 'lines':
      await giveBack(claimed, ctx);
      return attempted;
    case 'moved': {
      const [by] = await Promise.all([byWhom(claimed.before, ctx), giveBack(claimed, ctx), note(request, 'moved', ctx)]);
      return { outcome: 'moved', by, services: attempted.services };
    }
    case 'done': {
      const mark = { action: request.action.kind, at: new Date().toISOString(), ...attempted.made, workerSid: ctx.worker.sid };
      await claimed.done(mark);
      return done(about, mark, attempted.created, attempted.services, ctx);
    }
  }
}

const giveBack = (claimed: Taken, ctx: RequestContext): Promise<void> =>
  claimed.release().catch((error: unknown) => ctx.note('a claim runs until its time is up', { source: 'firestore', error }));

async function done(
  { request, task }: About,
  mark: ActionMark,
  created: boolean,
  services: CustomerServices,
  ctx: RequestContext,
): Promise<RunResponse> {
  const patch = (current: TaskAttributes): TaskAttributes => taskPatch(current, request, mark, ctx);
  const [attributes] = await Promise.all([
    ctx.clients.taskrouter.mergeAttributes(request.taskSid, patch, ctx.deadline, task),
    note(request, created ? 'created' : 'found', ctx),
  ]);
  return { outcome: 'done', mark, created, attributes, services };
}

/** Attributes have 4 KB. */
const MOST_MARKS = 10;

/** The mark, and the number of the task's first case, which reports and history show as the task's own. */
function taskPatch(
  current: TaskAttributes,
  { taskSid, requestKey }: Pick<Request, 'taskSid' | 'requestKey'>,
  mark: ActionMark,
  ctx: RequestContext,
): TaskAttributes {
  const { caseNumber, actions } = ownAttributes(current);
  const own = actions.length < MOST_MARKS ? { actions: { [requestKey]: { ...mark, proof: proofOf(taskSid, mark, ctx) } } } : {};
  if (mark.number === null || mark.action === 'place-order' || caseNumber !== null) return { [OWN_ATTRIBUTES]: own };
  return {
    ...attributesFrom(ctx.config.insightsMapping, { 'case.number': mark.number }),
    [OWN_ATTRIBUTES]: { ...own, caseNumber: mark.number, caseUrl: mark.url },
  };
}

/** Who was first is news for a day; a state that has come about later has another reason. */
const TOLD_MS = 24 * 3_600_000;

async function byWhom(before: ActionMark | null, ctx: RequestContext): Promise<Extract<RunResponse, { outcome: 'moved' }>['by']> {
  if (before === null || Date.parse(before.at) < Date.now() - TOLD_MS) return null;
  return { name: await workerName(before.workerSid, ctx), isSelf: before.workerSid === ctx.worker.sid, mark: before };
}

/** What a schema can't see. @throws AppError invalid_request */
function checkFields(action: WantedAction): void {
  if (action.kind !== 'request-cancellation') return;
  const wrong = (field: string, code: 'too_small' | 'unknown_value'): AppError =>
    new AppError('invalid_request', 'The request is not right', {
      fields: { [`action.${field}`]: code === 'too_small' ? { code, limit: 0 } : { code } },
    });
  if (!isZone(action.timeZone)) throw wrong('timeZone', 'unknown_value');
  if (Date.parse(action.endsAt) <= Date.now()) throw wrong('endsAt', 'too_small');
}

const note = (
  { taskSid, customerId, action }: Request,
  outcome: NonNullable<AuditRow['outcome']>,
  ctx: RequestContext,
): Promise<void> =>
  onFirestore(ctx.deadline, async () =>
    audit(await ctx.clients.firestore(), ctx, {
      action: 'services.run',
      taskSid,
      customerId,
      serviceAction: action.kind,
      outcome,
    }),
  );
