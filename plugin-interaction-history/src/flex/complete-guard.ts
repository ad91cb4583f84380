import type * as FlexUi from '@twilio/flex-ui';
import type { WrapUps } from '../features/wrap-up/wrap-ups';
import { findTask, fromFlex } from './tasks';

interface CompletePayload {
  sid?: string;
  task?: FlexUi.ITask;
}

/** No task is completed before its entry is stored or safely waiting, whichever button or shortcut asked (RC-1, RC-5). */
export function guardCompletion(flex: typeof FlexUi, manager: FlexUi.Manager, wrapUps: WrapUps): void {
  flex.Actions.addListener('beforeCompleteTask', async (payload: CompletePayload, abort: () => void) => {
    // the store's task first: the payload's may be minutes old
    const task = findTask(manager, payload.sid ?? payload.task?.sid) ?? fromFlex(payload.task);
    if (task === null) return;
    if (!(await wrapUps.mayComplete(task))) abort();
  });
}
