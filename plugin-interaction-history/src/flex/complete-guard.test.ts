import type * as FlexUi from '@twilio/flex-ui';
import { RESERVATION, TASK } from '../testing/fixtures';
import { flexActions } from '../testing/flex-actions';
import { guardCompletion } from './complete-guard';

type Actions = ReturnType<typeof flexActions>;

/** The guard in a Flex that holds one task; other plugins may be loaded before it. */
function guarded(functionsUrl: string | null, mayComplete: boolean, before: (actions: Actions) => void = () => undefined) {
  const completed = jest.fn();
  const actions = flexActions(completed);
  before(actions);
  const task = {
    sid: RESERVATION,
    taskSid: TASK,
    status: 'wrapping',
    attributes: { from: '+14155550100', direction: 'inbound' },
    taskChannelUniqueName: 'voice',
  };
  const manager = { store: { getState: () => ({ flex: { worker: { tasks: new Map([[RESERVATION, task]]) } } }) } };
  const session = { functionsUrl: () => functionsUrl };
  const wrapUp = { mayComplete: jest.fn(() => Promise.resolve(mayComplete)) };
  const desktop = { notifyUnconfigured: jest.fn() };
  guardCompletion(actions.flex, manager as unknown as FlexUi.Manager, {
    session,
    sessions: { update: () => ({ wrapUp }) },
    desktop,
  });
  const isCompleted = async (): Promise<boolean> => {
    completed.mockClear();
    await actions.invoke('CompleteTask', { sid: RESERVATION }).catch(() => undefined);
    return completed.mock.calls.length > 0;
  };
  return { isCompleted, session, wrapUp, desktop, actions, completed };
}
const URL = 'https://functions.example';
const throwing = (actions: Actions): void =>
  actions.listen('beforeCompleteTask', () => {
    throw new Error('another plugin’s');
  });
/** Another plugin that replaces the action and calls the original, past whatever else has replaced it. */
const bypassing = (actions: Actions): void =>
  actions.replace('CompleteTask', (payload, original) => Promise.resolve(original(payload)));

test('RC-1 a task that may not be completed is kept from it; one that may is completed, and asked about once', async () => {
  expect(await guarded(URL, false).isCompleted()).toBe(false);
  const may = guarded(URL, true);
  expect(await may.isCompleted()).toBe(true);
  expect(may.wrapUp.mayComplete).toHaveBeenCalledTimes(1);
});

test('RC-1 another plugin’s listener that throws opens no way past, loaded before ours or after', async () => {
  expect(await guarded(URL, false, throwing).isCompleted()).toBe(false);
  expect(await guarded(URL, true, throwing).isCompleted()).toBe(true);
  const late = guarded(URL, false);
  throwing(late.actions);
  expect(await late.isCompleted()).toBe(false);
});

test('RC-1 another plugin that calls the original opens no way past, loaded before ours or after', async () => {
  expect(await guarded(URL, false, bypassing).isCompleted()).toBe(false);
  const late = guarded(URL, false);
  bypassing(late.actions);
  expect(await late.isCompleted()).toBe(false);
});

test('RC-1 what another plugin put in the action’s place still happens', async () => {
  const theirs = jest.fn();
  const { isCompleted } = guarded(URL, true, (actions) =>
    actions.replace('CompleteTask', async (payload, _original, next) => {
      theirs();
      return next(payload);
    }),
  );
  expect(await isCompleted()).toBe(true);
  expect(theirs).toHaveBeenCalledTimes(1);
});

test('RC-1 a completion refused once is checked again', async () => {
  const { isCompleted, wrapUp } = guarded(URL, false);
  expect(await isCompleted()).toBe(false);
  wrapUp.mayComplete.mockResolvedValue(true);
  expect(await isCompleted()).toBe(true);
});

test('ID-13 while nobody has said where the Functions are every task may be completed, and it is told once that nothing is recorded', async () => {
  const { isCompleted, wrapUp, desktop } = guarded(null, false);
  expect([await isCompleted(), await isCompleted()]).toEqual([true, true]);
  expect(wrapUp.mayComplete).not.toHaveBeenCalled();
  expect(desktop.notifyUnconfigured).toHaveBeenCalledTimes(1);
});

test('ID-13 once the address is there the guard guards, without a reload', async () => {
  const { isCompleted, session } = guarded(null, false);
  expect(await isCompleted()).toBe(true);
  session.functionsUrl = () => URL;
  expect(await isCompleted()).toBe(false);
});
