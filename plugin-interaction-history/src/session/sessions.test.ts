import { setImmediate } from 'node:timers';
import { json, fakeFunctions, type Sent } from '../testing/fake-functions';
import {
  aCustomer,
  aLookup,
  aMasterRecord,
  aMatch,
  anEntry,
  aPage,
  aTask,
  draftAnswers,
  linkedTo,
  recordedAs,
  RESERVATION,
  SETTINGS,
  TREE,
  WORKER,
} from '../testing/fixtures';
import { startSessions } from '../testing/render-tab';
import type { EndpointPath } from '@interaction-history/shared/src/contract/endpoints';

/** Lets every promise that can go on go on: the stand-in for the network answers at once unless it is held. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sessions without a screen. `hold` keeps an endpoint's answer back until it is let go. */
function start(hold?: EndpointPath) {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const answer =
    <A extends object>(path: EndpointPath, given: (body: Sent['body']) => A) =>
    (body: Sent['body']) =>
      path === hold ? () => held.then(() => json(200, given(body))) : given(body);
  const functions = fakeFunctions({
    'customers/lookup': answer('customers/lookup', () => aLookup()),
    'interactions/list': answer('interactions/list', () => aPage([anEntry(0)])),
    'reason-codes/current': () => ({ version: TREE.version, tree: TREE, mostUsed: null }),
    'settings/current': () => SETTINGS,
    'tasks/link-customer': answer('tasks/link-customer', () => linkedTo(aCustomer('Ana Torres'))),
    'customers/master-record': () => aMasterRecord(),
    'customers/import': answer('customers/import', () => ({ outcome: 'imported', match: aMatch('Ana Torres') })),
    'interactions/record': answer('interactions/record', (body) => recordedAs(body)),
    ...draftAnswers(),
  });
  const started = startSessions({ workerSid: WORKER, isSupervisor: false, locale: 'en-GB' });
  return { ...started, functions, letGo };
}

const CHOSEN = { from: 'match', match: aMatch('Ana Torres') } as const;

describe('a session', () => {
  test('ID-3 begins once for a reservation, asks once, and follows its task', async () => {
    const { sessions, functions } = start();
    const session = sessions.update(aTask({ status: 'pending' }));
    expect(sessions.update(aTask({ status: 'accepted' }))).toBe(session);
    expect(session.task.get().phase).toBe('accepted');
    await settled();
    expect(functions.to('customers/lookup').map(({ body }) => body.section)).toEqual(['stored', 'salesforce', 'master']);
    expect(functions.to('interactions/list').filter(({ body }) => body.address && !body.contactId)).toHaveLength(1);
  });

  test('a task that says nothing new is no change', () => {
    const { sessions } = start();
    const task = aTask();
    const heard = jest.fn();
    sessions.update(task).task.subscribe(heard);
    sessions.update({ ...task });
    expect(heard).not.toHaveBeenCalled();
  });

  test('is gone once its reservation is: the next of the same sid is another', () => {
    const { sessions } = start();
    const before = sessions.update(aTask());
    sessions.end(RESERVATION);
    expect(sessions.of(RESERVATION)).toBeNull();
    expect([...sessions.store.get()]).toEqual([]);
    expect(sessions.update(aTask())).not.toBe(before);
  });
});

describe('an answer that comes after the end', () => {
  test('ID-3 of a look-up asks for nothing more, and brings no session back', async () => {
    const { sessions, functions, letGo } = start('customers/lookup');
    sessions.update(aTask());
    await settled();
    sessions.end(RESERVATION);
    const before = functions.sent.length;
    letGo();
    await settled();
    expect(functions.sent).toHaveLength(before);
    expect(sessions.of(RESERVATION)).toBeNull();
  });

  test('ID-12 of a link opens no tab', async () => {
    const { sessions, screenPop, functions, letGo } = start('tasks/link-customer');
    sessions.update(aTask()).actions.useExisting(CHOSEN);
    await settled();
    expect(functions.to('tasks/link-customer')).toHaveLength(1);
    sessions.end(RESERVATION);
    letGo();
    await settled();
    expect(screenPop.pop).not.toHaveBeenCalled();
  });

  test('ID-9 of an import links nobody', async () => {
    const { sessions, functions, letGo } = start('customers/import');
    const session = sessions.update(aTask());
    void session.master.open('C-10042');
    session.actions.import(false);
    await settled();
    expect(functions.to('customers/import')).toHaveLength(1);
    sessions.end(RESERVATION);
    letGo();
    await settled();
    expect(functions.to('tasks/link-customer')).toEqual([]);
  });

  test('RC-4 of a recording takes no notice away from the task that is open now, and leaves nothing in the browser', async () => {
    const { sessions, desktop, letGo } = start('interactions/record');
    const session = sessions.update(aTask());
    await settled();
    session.wrapUp.edit({ reasonId: 'billing_refund', comment: 'agreed' });
    const saved = session.wrapUp.mayComplete();
    await settled();
    sessions.end(RESERVATION);
    letGo();
    await saved;
    expect(desktop.withdrawNotices).not.toHaveBeenCalled();
    expect(Object.keys(localStorage).filter((key) => key.includes(RESERVATION))).toEqual([]);
  });
});

describe('the wrap-up without a screen', () => {
  test('RC-1 without a reason the task is not completed, and the tab comes up', async () => {
    const { sessions, desktop } = start();
    const { wrapUp, task } = sessions.update(aTask({ status: 'wrapping' }));
    await settled();
    expect(await wrapUp.mayComplete()).toBe(false);
    expect(wrapUp.store.get().refusal).toBe('reason');
    expect(desktop.refuse.mock.lastCall?.[0]).toBe(task.get());
    expect(desktop.refuse.mock.lastCall?.[1]).toBe('reason');
  });

  test('AD-2 the codes are pinned as the task enters wrap-up, whether its tab is drawn or not', async () => {
    const { sessions, functions } = start();
    const session = sessions.update(aTask({ status: 'accepted' }));
    await settled();
    sessions.update(aTask({ status: 'wrapping' }));
    const pinned = session.rules.store.get().tree;
    expect(pinned?.version).toBe(TREE.version);
    functions.answers['reason-codes/current'] = () => ({ version: 9, tree: { ...TREE, version: 9 }, mostUsed: null });
    await sessions.worker.reasonCodes.load();
    expect(session.rules.store.get().tree).toBe(pinned);
    expect(sessions.update(aTask({ sid: `WR${'7'.repeat(32)}` })).rules.store.get().tree?.version).toBe(9);
  });
});
