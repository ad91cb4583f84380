import { ApiError } from '../../api/api-error';
import type { AgentTask } from '../../tasks/agent-task';
import type { CustomerState } from '../customer/customer-state';
import { chosen, knownCustomerId } from '../customer/candidates';
import { nameOf, recordOf } from '../customer/records';
import type { WaitingEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { Draft, Drafts } from './draft';
import { recordRequest } from '../outbox/record';
import { initialWrapUp, recorded, type WrapUpState } from './wrap-up-state';

/** The form as an earlier page left it: stored, waiting to be sent, refused for good, or still a draft (RC-4). */
export function restored(task: AgentTask, drafts: Drafts, outbox: Outbox): WrapUpState {
  const recordedAt = drafts.receipt(task);
  // what was recorded stands on the server: a receipt holds no text (PR-4)
  if (recordedAt !== null) return recorded(initialWrapUp(null), { stored: { reasonId: null, comment: '' }, at: recordedAt });
  const entry = outbox.entryFor(task.taskSid, task.reservationSid);
  if (entry === null) return initialWrapUp(drafts.read(task));
  const { reasonId, comment = '' } = entry.request;
  const form = initialWrapUp({ reasonId, comment });
  if (entry.refused === null) return { ...form, recording: { phase: 'waiting' } };
  // it is not sent again by itself: the agent must be able to change what was refused
  const error = new ApiError({ ...entry.refused, message: 'refused', retryable: false });
  return { ...form, recording: { phase: 'failed', error }, refusal: 'failed' };
}

/** What the outbox keeps of a task: the recording, and what of its customer the server does not know yet (RC-5). */
export function waitingEntry(
  task: AgentTask,
  draft: Draft & { reasonId: string },
  customer: CustomerState,
  reasonPath: string[],
  now: number,
): WaitingEntry {
  const candidate = chosen(customer);
  const { link } = customer;
  const linkedName = link.phase === 'linked' ? link.customer.name : null;
  return {
    request: recordRequest(task, draft, knownCustomerId(customer), now),
    link: candidate === null ? null : recordOf(candidate),
    unlink: link.phase === 'unlinking' || link.phase === 'unlink-failed',
    about: { customerName: candidate === null ? linkedName : nameOf(candidate), reasonPath },
  };
}
