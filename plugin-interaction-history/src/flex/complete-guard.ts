import type * as FlexUi from '@twilio/flex-ui';
import type { FlexDesktop } from '../features/wrap-up/desktop-port';
import type { WrapUpStore } from '../features/wrap-up/wrap-up-store';
import type { AgentTask } from '../tasks/agent-task';
import type { Session } from './session';
import { findTask, fromFlex } from './tasks';

interface CompletePayload {
  sid?: string;
  task?: FlexUi.ITask;
}

interface Guarded {
  session: Pick<Session, 'functionsUrl'>;
  sessions: { update(task: AgentTask): { wrapUp: Pick<WrapUpStore, 'mayComplete'> } };
  desktop: Pick<FlexDesktop, 'notify'>;
}

/**
 * No task is completed before its entry is stored or safely waiting, whichever button or shortcut asked (RC-1, RC-5). While
 * nobody has said where the Functions are, nothing can be recorded, and every task may be completed (ID-13).
 */
export function guardCompletion(flex: typeof FlexUi, manager: FlexUi.Manager, { session, sessions, desktop }: Guarded): void {
  let isTold = false;
  const guard = async (payload: CompletePayload, abort: () => void): Promise<void> => {
    if (session.functionsUrl() === null) {
      if (!isTold) desktop.notify('unconfigured');
      isTold = true;
      return;
    }
    // the store's task first: the payload's may be minutes old
    const task = findTask(manager, payload.sid ?? payload.task?.sid) ?? fromFlex(payload.task);
    if (task === null) return;
    if (!(await sessions.update(task).wrapUp.mayComplete())) abort();
  };
  // Flex waits for what a listener returns, though its types say that nothing is returned
  flex.Actions.addListener(
    'beforeCompleteTask',
    (payload: CompletePayload, abort: () => void) => guard(payload, abort) as unknown as void,
  );
}
