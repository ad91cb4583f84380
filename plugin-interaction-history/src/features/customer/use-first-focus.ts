import * as React from 'react';
import { wasPressed } from '../../state/last-press';
import { useSelected } from '../../state/store';
import { useTaskSession } from '../task-session';
import { isOpen } from '../wrap-up/wrap-up-state';
import { candidatesFor, isNobody } from './candidates';
import type { CustomerState } from './customer-state';

/** Whether the customer's place waits for the agent: with a match to confirm, several to choose from, or the query pane. */
const waitsForAgent = (state: CustomerState): boolean =>
  isNobody(state) || (state.link.phase === 'none' && candidatesFor(state).candidates.length > 0);

/**
 * An accepted task has the focus where the agent goes on, once: on the pre-selected card, the choice, or Name of the query pane.
 * Only after the agent's own press, and never taken from where something has it already, and not before the task is accepted (ID-2, ID-6, ID-8).
 */
export function useFirstFocus(): void {
  const session = useTaskSession();
  const { customer, views, wrapUp, focus } = session;
  const isRinging = useSelected(session.task, ({ phase }) => phase === 'ringing');
  const waits = useSelected(customer.store, waitsForAgent);
  const isUntouched = useSelected(views.store, (open) => open.length === 0);
  const isOpened = useSelected(wrapUp.store, isOpen);
  const isReady = waits && isUntouched && isOpened && !isRinging;
  React.useEffect(() => {
    if (isReady && wasPressed() && views.focusOnce()) focus.focus(['chosen-match', 'matches', 'search-name'], 'nobody');
  }, [isReady, views, focus]);
}
