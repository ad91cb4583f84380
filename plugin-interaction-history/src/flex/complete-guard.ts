import type * as FlexUi from '@twilio/flex-ui';
import type { WrapUps } from '../features/wrap-up/wrap-ups';
import { findTask, fromFlex } from './tasks';

interface CompletePayload {
  sid?: string;
  task?: FlexUi.ITask;
}

/** No task is completed before its entry is stored or safely waiting, whichever button or shortcut asked (RC-1, RC-5). */
export function guardCompletion(flex: typeof FlexUi, manager: FlexUi.Manager, wrapUps: WrapUps): void {
  const guard = async (payload: CompletePayload, abort: () => void): Promise<void> => {
    // the store's task first: the payload's may be minutes old
    const task = findTask(manager, payload.sid ?? payload.task?.sid) ?? fromFlex(payload.task);
    if (task === null) return;
    if (!(await wrapUps.mayComplete(task))) abort();
  };
  // Flex waits for what a listener returns, though its types say that nothing is returned
  flex.Actions.addListener(
    'beforeCompleteTask',
    (payload: CompletePayload, abort: () => void) => guard(payload, abort) as unknown as void,
  );
}
