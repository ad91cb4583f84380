import type { Strings } from '../../strings/en';
import type { AgentTask } from '../../tasks/agent-task';
import type { CustomerState } from './customer-state';

/** Why nobody can be confirmed now; null when a customer can. */
export type NotYet = 'closed' | 'ringing' | 'linking' | null;

export function notYetBecause(task: AgentTask, { link }: CustomerState, canChange: boolean): NotYet {
  if (!canChange) return 'closed';
  if (task.phase === 'ringing') return 'ringing';
  return link.phase === 'linking' ? 'linking' : null;
}

/** The same in words. */
export const notYetInWords = (notYet: NotYet, { customer }: Strings): string | null =>
  notYet === null
    ? null
    : { closed: customer.unknownNow, ringing: customer.confirmAfterAccept, linking: customer.confirming }[notYet];

/** The caller's address as people read it: the server's form once it has answered. Empty for a withheld one. */
export function addressOf({ caller }: AgentTask, { lookup }: CustomerState): string {
  const display = lookup.phase === 'done' ? lookup.answer.identity.display : null;
  return display || (caller.kind === 'withheld' ? '' : caller.value);
}
