import { timings } from '../../state/timings';
import type { RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { AgentTask } from '../../tasks/agent-task';
import type { CustomerState } from '../customer/customer-state';
import type { CustomerStore } from '../customer/customer-store';
import { chosen, knownCustomerId } from '../customer/candidates';
import type { Draft } from './draft';
import { recordInteraction, recordRequest } from '../outbox/record';

interface With {
  api: ApiCall;
  customer: CustomerStore;
  now: () => number;
}

/**
 * Links the customer who counts as chosen (ID-6), or takes off the one who is not the caller, then records.
 * @throws ApiError
 */
export async function linkAndRecord(
  { api, customer, now }: With,
  task: AgentTask,
  draft: Draft & { reasonId: string },
): Promise<RecordResponse> {
  const until = now() + timings.complete;
  const remaining = (): number => Math.max(1, until - now());
  const state = (): CustomerState => customer.store.get();
  const candidate = chosen(state());
  const { phase } = state().link;
  if (phase === 'unlinking' || phase === 'unlink-failed') {
    if (!(await customer.unlink({ timeoutMs: remaining() }))) throw linkError(state());
  } else if (candidate !== null && (await customer.choose(candidate, { timeoutMs: remaining() })) === null) {
    throw linkError(state());
  }
  const { reasonId, comment } = draft;
  const customerId = knownCustomerId(state());
  return recordInteraction(api, recordRequest(task, { reasonId, comment }, customerId, now()), remaining);
}

const linkError = ({ link }: CustomerState): ApiError =>
  link.phase === 'failed' || link.phase === 'unlink-failed'
    ? link.error
    : new ApiError({ code: 'timeout', message: 'still linking', retryable: true });
