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
  desktop: Pick<FlexDesktop, 'notifyUnconfigured'>;
}

/**
 * No task is completed before its entry is stored or safely waiting, whichever button or shortcut asked (RC-1, RC-5). While
 * nobody has said where the Functions are, nothing can be recorded, and every task may be completed (ID-13).
 *
 * Twice: as a listener, which can cancel the action without a word of Flex's own; and in the action's place, since Flex goes on
 * without waiting for the listeners when another plugin's throws. Another plugin that replaced the action goes on after ours; one
 * that calls the original past ours has passed the listener.
 */
export function guardCompletion(flex: typeof FlexUi, manager: FlexUi.Manager, { session, sessions, desktop }: Guarded): void {
  let isTold = false;
  /** What the listener was told, for the same completion. */
  const asked = new Map<string, Promise<boolean>>();

  const taskOf = ({ sid, task }: CompletePayload): AgentTask | null =>
    // the store's task first: the payload's may be minutes old
    findTask(manager, sid ?? task?.sid) ?? fromFlex(task);
  const ask = async (task: AgentTask | null): Promise<boolean> => {
    if (session.functionsUrl() !== null) return task === null || sessions.update(task).wrapUp.mayComplete();
    if (!isTold) desktop.notifyUnconfigured();
    isTold = true;
    return true;
  };

  const listen = async (payload: CompletePayload, abort: () => void): Promise<void> => {
    const task = taskOf(payload);
    const answer = ask(task);
    if (task !== null) asked.set(task.reservationSid, answer);
    if (await answer) return;
    if (task !== null) asked.delete(task.reservationSid);
    abort();
  };
  // Flex waits for what a listener returns, though its types say that nothing is returned
  flex.Actions.addListener(
    'beforeCompleteTask',
    (payload: CompletePayload, abort: () => void) => listen(payload, abort) as unknown as void,
  );
  flex.Actions.replaceAction('CompleteTask', async (payload: CompletePayload, original, next) => {
    const task = taskOf(payload);
    const known = task === null ? undefined : asked.get(task.reservationSid);
    if (task !== null) asked.delete(task.reservationSid);
    if (!(await (known ?? ask(task)))) throw new Error('The task is not completed: the Customer tab says why');
    return (next ?? original)(payload) as Promise<unknown>;
  });
}
