import * as React from 'react';
import type { CustomerState } from '../features/customer/customer-state';
import type { Features } from '../features/features';
import { fieldId } from '../features/query/QueryPane';
import type { Strings } from '../strings/en';
import type { AgentTask } from '../tasks/agent-task';
import { focusIsFree } from '../ui/focus';
import { focusWhenShown } from '../ui/focus-when-shown';

/** Why nobody can be confirmed now, in words; null when somebody can. */
export function whyNotYet(task: AgentTask, { link }: CustomerState, canChange: boolean, { customer }: Strings): string | null {
  if (!canChange) return customer.unknownNow;
  if (task.phase === 'ringing') return customer.confirmAfterAccept;
  return link.phase === 'linking' ? customer.confirming : null;
}

/** The query pane that opens by itself has the focus in Name, once, and never takes it from where the agent is typing (ID-2, ID-8). */
export function useGreeting(isOpen: boolean, task: AgentTask, { faces }: Features, tab: React.RefObject<HTMLElement>): void {
  const latest = React.useRef(task);
  latest.current = task;
  React.useEffect(() => {
    if (!isOpen || !faces.greet(latest.current)) return;
    focusWhenShown(() => (focusIsFree(tab.current) ? document.getElementById(fieldId('name')) : null));
  }, [isOpen, faces, tab]);
}
