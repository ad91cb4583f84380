import { keepAcceptance } from '../acceptances/acceptances';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import { readTaskSnapshot } from '../vendors/taskrouter/task-snapshot';
import type { TaskRouterEvent } from '@interaction-history/shared/src/contract/taskrouter-events';
import { presetOutcome, recordUnattended } from './unattended';

/**
 * TaskRouter's event callback (RC-6, TR-2): what no browser can be trusted to tell, because it may be closed. A replay or a late
 * event is harmless: entries are keyed by task and reservation, and an outcome that stands is never replaced.
 * @returns what was done, for the log; null for an event of no interest
 * @throws UpstreamError firestore, taskrouter: Twilio is answered with a failure, which its debugger shows
 */
export async function onTaskRouterEvent(event: TaskRouterEvent, ctx: RequestContext): Promise<string | null> {
  const { AccountSid: account, WorkspaceSid: workspace, TaskSid: taskSid, EventType: type } = event;
  // Another workspace of the same account may have been given this URL, too
  if (account !== ctx.config.accountSid || workspace !== ctx.config.workspaceSid || !taskSid) return null;
  if (!/^WT[0-9a-f]{32}$/.test(taskSid)) throw new AppError('invalid_request', 'The event names no task');
  try {
    if (type === 'reservation.accepted') return `${type}: ${(await keepAcceptance(event, ctx)) ? 'kept' : 'names no worker'}`;
    if (type === 'reservation.wrapup') {
      const [preset] = await Promise.all([presetOutcome(taskSid, event, ctx), keepAcceptance(event, ctx)]);
      return `${type}: ${preset}`;
    }
    if (type !== 'task.completed' && type !== 'task.canceled') return null;
    return `${type}: ${await recordUnattended(await readTaskSnapshot(taskSid, ctx), event, ctx)}`;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    // The event came when TaskRouter had dropped the task, five minutes after its end: nobody can say whose it was
    return `${type}: the task is gone`;
  }
}
