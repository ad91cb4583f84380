import type * as FlexUi from '@twilio/flex-ui';
import { RESERVATION, TASK } from '../testing/fixtures';
import { guardCompletion } from './complete-guard';

type Listener = (payload: { sid: string }, abort: () => void) => Promise<void>;

/** The guard in a Flex that holds one task, and what Flex does as it completes it: whether it was kept from it. */
function guarded(functionsUrl: string | null, mayComplete: boolean) {
  let listener: Listener | null = null;
  const task = {
    sid: RESERVATION,
    taskSid: TASK,
    status: 'wrapping',
    attributes: { from: '+14155550100', direction: 'inbound' },
    taskChannelUniqueName: 'voice',
  };
  const flex = { Actions: { addListener: (_event: string, added: Listener) => (listener = added) } };
  const manager = { store: { getState: () => ({ flex: { worker: { tasks: new Map([[RESERVATION, task]]) } } }) } };
  const session = { functionsUrl: () => functionsUrl };
  const wrapUp = { mayComplete: jest.fn(() => Promise.resolve(mayComplete)) };
  const desktop = { notify: jest.fn() };
  guardCompletion(flex as unknown as typeof FlexUi, manager as unknown as FlexUi.Manager, {
    session,
    sessions: { update: () => ({ wrapUp }) },
    desktop,
  });
  const isAborted = async (): Promise<boolean> => {
    const abort = jest.fn();
    await listener?.({ sid: RESERVATION }, abort);
    return abort.mock.calls.length > 0;
  };
  return { isAborted, session, wrapUp, desktop };
}

test('RC-1 a task that may not be completed is kept from it; one that may is not', async () => {
  expect(await guarded('https://functions.example', false).isAborted()).toBe(true);
  expect(await guarded('https://functions.example', true).isAborted()).toBe(false);
});

test('ID-13 while nobody has said where the Functions are every task may be completed, and it is told once that nothing is recorded', async () => {
  const { isAborted, wrapUp, desktop } = guarded(null, false);
  expect([await isAborted(), await isAborted()]).toEqual([false, false]);
  expect(wrapUp.mayComplete).not.toHaveBeenCalled();
  expect(desktop.notify.mock.calls).toEqual([['unconfigured']]);
});

test('ID-13 once the address is there the guard guards, without a reload', async () => {
  const { isAborted, session } = guarded(null, false);
  expect(await isAborted()).toBe(false);
  session.functionsUrl = () => 'https://functions.example';
  expect(await isAborted()).toBe(true);
});
