import * as React from 'react';
import type { CustomerState } from './customer-state';
import { isNobody, offer } from './candidates';
import type { Features } from '../features';
import type { Strings } from '../../strings/en';
import type { AgentTask } from '../../tasks/agent-task';
import { findFirst, isFocusNowhere } from '../../ui/focus';
import { focusWhenShown } from '../../ui/focus-when-shown';
import { CHOICE, CHOSEN, NAME } from './customer-actions';

/** Why nobody can be confirmed now, in words; null when somebody can. */
export function whyNotYet(task: AgentTask, { link }: CustomerState, canChange: boolean, { customer }: Strings): string | null {
  if (!canChange) return customer.unknownNow;
  if (task.phase === 'ringing') return customer.confirmAfterAccept;
  return link.phase === 'linking' ? customer.confirming : null;
}

/** Whether the customer's place waits for the agent: with a match to confirm, several to choose from, or the query pane. */
const waitsForAgent = (state: CustomerState): boolean =>
  isNobody(state) || (state.link.phase === 'none' && offer(state).candidates.length > 0);

/** What a customer's place that nobody has touched begins with: its pre-selected card, all of several, or the pane's first field. */
const BEGINNING = [CHOSEN, CHOICE, NAME];

/**
 * An accepted task has the focus where the agent goes on, once: on the pre-selected card, the choice, or Name of the query pane.
 * Never taken from where something has it already, and not before the task is accepted (ID-2, ID-6, ID-8).
 */
export function useGreeting(
  mayChoose: boolean,
  task: AgentTask,
  { customers, faces }: Features,
  tab: React.RefObject<HTMLElement>,
): void {
  const latest = React.useRef(task);
  latest.current = task;
  const isReady = mayChoose && task.phase !== 'ringing' && waitsForAgent(customers.of(task).get());
  React.useEffect(() => {
    if (!isReady || !faces.greet(latest.current)) return;
    focusWhenShown(() => (isFocusNowhere() ? findFirst(tab.current, BEGINNING) : null));
  }, [isReady, faces, tab]);
}
