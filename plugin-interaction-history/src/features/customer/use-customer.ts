import { useSelected, useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { useTaskSession } from '../task-session';
import { isOpen } from '../wrap-up/wrap-up-state';
import type { CustomerState } from './customer-state';
import { addressOf, notYetBecause, notYetInWords } from './identify';

/** The customer as the tab shows it. */
export function useCustomer(): {
  state: CustomerState;
  /** The caller's address as people read it. */
  address: string;
  /** False once the interaction is stored or waits to be sent with its customer. */
  canChange: boolean;
  /** Why nobody can be confirmed now; null when a customer can. */
  notYet: string | null;
  /** Whether the refusal on top of the tab says already why linking failed. */
  isFailureSaid: boolean;
} {
  const session = useTaskSession();
  const strings = useStrings();
  const task = useStore(session.task);
  const state = useStore(session.customer.store);
  const canChange = useSelected(session.wrapUp.store, isOpen);
  const isFailureSaid = useSelected(session.wrapUp.store, ({ refusal }) => refusal === 'failed');
  return {
    state,
    address: addressOf(task, state) || strings.caller.withheld,
    canChange,
    notYet: notYetInWords(notYetBecause(task, state, canChange), strings),
    isFailureSaid,
  };
}

/** The caller's address to say that it is kept; null for a withheld one, which is not. */
export function useCallerAddress(): string | null {
  const { caller } = useStore(useTaskSession().task);
  const { address } = useCustomer();
  return caller.kind === 'withheld' ? null : address;
}
