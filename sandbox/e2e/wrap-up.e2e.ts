import type { Page } from 'playwright-core';
import { violations } from './axe';
import { useTestEnvironment } from './test-environment';
import { eventually, type Desktop } from './support';

jest.setTimeout(150_000);

/** The top bar with its lists open, in a wide window and in the narrowest. */
async function barShots(desktop: Desktop, name: string): Promise<void> {
  for (const width of [360, 1280, 1440]) {
    await desktop.page.setViewportSize({ width, height: 1000 });
    await desktop.shotOfWindow(`${name}-${width}`);
  }
}

/** Nothing typed is ever lost, and every task has its outcome, however it ends (RC-2 … RC-7, IH-3). */
describe('wrap-up', () => {
  const environment = useTestEnvironment();
  // each Function obeys a publication within 15 seconds: long before the test that needs it
  beforeAll(async () => {
    const { version } = await environment.session.call<{ version: number }>('root', 'settings/current');
    await environment.session.call('root', 'settings/publish', {
      baseVersion: String(version),
      settings: JSON.stringify({ logCallToSalesforce: true }),
    });
  });

  test('RC-3 recent and most used come first, by keyboard alone; RC-2 a comment that a reason needs is asked for', async () => {
    const { ada } = environment;
    const first = await environment.take('one-match');
    await ada.finish(first, 'refund st');
    const taskSid = await environment.take('one-match');
    await ada.page.locator('#ih-reason:enabled').focus();
    await ada.page.keyboard.press('ArrowDown');
    await ada.page.getByRole('group', { name: 'Recent' }).getByRole('option').first().waitFor();
    await ada.shot('wrap-up-1-recent');
    expect(await violations(ada.page, 'section')).toEqual([]);
    await ada.page.keyboard.press('Enter');
    await ada.focused('ih-comment');
    expect(await ada.reason.inputValue()).toBe('Billing › Refund › Refund status');

    await ada.chooseReason('goodwill');
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.text('This reason needs a comment.').waitFor();
    await ada.focused('ih-comment');
    await ada.shot('wrap-up-2-comment-needed');
    await ada.page.keyboard.type('Credit of $20 as goodwill.');
    await ada.completeButton.press('Enter');
    await ada.idle();
    await environment.stored(taskSid, [{ reason: { id: 'billing_refund_goodwill' }, comment: 'Credit of $20 as goodwill.' }]);
  });

  test('RC-7 4,000 characters are kept whole, and Insights gets a first 128 that breaks no character', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('unknown');
    await ada.chooseReason('order status');
    const text = '荷物が届かない👪'.repeat(400).slice(0, 4_000);
    await ada.comment.fill(text);
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.idle();
    await environment.stored(taskSid, [{ comment: text }]);
    const { conversations } = (await session.task(taskSid)).attributes as { conversations: { content: string } };
    expect(conversations.content.length).toBeLessThanOrEqual(128);
    expect(text.startsWith(conversations.content.replace(/…$/u, ''))).toBe(true);
  });

  test('RC-4 two calls at once: each keeps its own draft across switches of task and tab', async () => {
    const { ada } = environment;
    const first = await environment.take('one-match');
    await ada.comment.fill('about David');
    const second = await environment.take('whatsapp');
    await ada.comment.waitFor();
    expect(await ada.comment.inputValue()).toBe('');
    await ada.comment.fill('about Kenji');
    await ada.page.getByText('David Okafor').first().click();
    await eventually(async () => expect(await ada.comment.inputValue()).toBe('about David'));
    await ada.text('Kept').waitFor();
    await ada.finishHeld(first);
    await ada.page.getByText('Kenji Yamamoto').first().click();
    await eventually(async () => expect(await ada.comment.inputValue()).toBe('about Kenji'));
    await ada.finishHeld(second);
    await ada.idle();
    await environment.stored(first, [{ comment: 'about David' }]);
    await environment.stored(second, [{ comment: 'about Kenji' }]);
  });

  test('RC-4, IH-3 two tabs of one agent: what one types the other shows, and completing in both is one entry', async () => {
    const { ada } = environment;
    const taskSid = await environment.take('one-match');
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('typed in the first tab');
    const other = await ada.another();
    await other.page.getByText('David Okafor').first().click();
    await other.section('Wrap-up').waitFor();
    await eventually(async () => expect(await other.comment.inputValue()).toBe('typed in the first tab'));
    await ada.page.keyboard.type(', and on');
    await eventually(async () => expect(await other.comment.inputValue()).toBe('typed in the first tab, and on'));
    await ada.hangUp(taskSid);
    await other.completeButton.press('Enter');
    await ada.idle();
    await other.page.close();
    await environment.stored(taskSid, [{ comment: 'typed in the first tab, and on' }]);
  });

  test('RC-4 another agent at the same desk sees nothing of hers, and her draft is there when she signs in again', async () => {
    const { ada, session } = environment;
    const desk = `${session.running.origin}/agent-desktop?as=`;
    const taskSid = await environment.take('one-match');
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('Ada’s half sentence');
    await ada.page.goto(`${desk}kim`);
    await ada.idle();
    const { taskSid: hers } = await ada.ring('one-match', 'kim');
    await ada.accept(hers);
    expect(await ada.comment.inputValue()).toBe('');
    await ada.finish(hers);
    await ada.page.goto(`${desk}ada`);
    await ada.page.getByText('David Okafor').first().click();
    await eventually(async () => expect(await ada.comment.inputValue()).toBe('Ada’s half sentence'));
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.idle();
    await environment.stored(taskSid, [{ comment: 'Ada’s half sentence', worker: { name: 'Ada Agent' } }]);
  });

  test('PR-4, RC-4 an agent signs out in mid wrap-up: the next person finds nothing of it, and she finds it at another desk', async () => {
    const { ada, session } = environment;
    const draftsOf = async (task: string) => (await session.documents('drafts')).filter((draft) => draft.taskSid === task);
    const taskSid = await environment.take('one-match');
    await ada.text('David Okafor').waitFor();
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('HIV result positive, tell nobody');
    await ada.hangUp(taskSid);
    // the last word has not been sent yet: signing out sends it
    await ada.page.evaluate(() => {
      const { Actions } = (
        window as unknown as { Twilio: { Flex: { Actions: { invokeAction(name: string, payload: object): Promise<void> } } } }
      ).Twilio.Flex;
      void Actions.invokeAction('Logout', { forceLogout: false });
    });
    await eventually(async () =>
      expect(await draftsOf(taskSid)).toMatchObject([{ comment: 'HIV result positive, tell nobody' }]),
    );
    await ada.page.waitForURL((url) => !url.pathname.startsWith('/agent-desktop'));
    await ada.page.goto(`${session.running.origin}/agent-desktop?as=kim`);
    await ada.idle();
    const left = await everythingIn(ada.page);
    expect(left).toContain('interaction-history:');
    for (const trace of ['HIV', 'Okafor', '4155550127', '415 555 0127']) expect(left).not.toContain(trace);
    const elsewhere = await session.desktop('sam');
    await elsewhere.page.goto(`${session.running.origin}/agent-desktop?as=ada`);
    await elsewhere.page.getByText('David Okafor').first().click();
    await eventually(async () => expect(await elsewhere.comment.inputValue()).toBe('HIV result positive, tell nobody'));
    await elsewhere.completeButton.press('Enter');
    await elsewhere.idle();
    await elsewhere.close();
    await environment.stored(taskSid, [{ comment: 'HIV result positive, tell nobody', worker: { name: 'Ada Agent' } }]);
    expect(await draftsOf(taskSid)).toEqual([]);
    await ada.page.goto(`${session.running.origin}/agent-desktop?as=ada`);
    await ada.idle();
  });

  test('RC-5 completed while the Functions are down: after a reload it still waits, says so, and goes when they are back', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('unknown');
    await ada.hangUp(taskSid);
    await ada.completeButton.waitFor();
    await ada.chooseReason('order status');
    await ada.page.keyboard.type('Kept for later.');
    await session.fault('functions', 'reset');
    await ada.completeButton.press('Enter');
    await ada.page.getByRole('button', { name: 'Complete now, send later' }).press('Enter');
    await ada.idle();
    await ada.page.reload();
    await ada.text('1 waiting to send').waitFor();
    await ada.page.getByRole('button', { name: '1 waiting to send' }).press('Enter');
    await ada.section('Waiting to send').getByText('One entry is kept encrypted in this browser', { exact: false }).waitFor();
    await barShots(ada, 'wrap-up-5-waiting');
    await ada.page.keyboard.press('Escape');
    await ada.section('Waiting to send').waitFor({ state: 'detached' });
    expect(await environment.entriesOf(taskSid)).not.toMatchObject([{ endedBy: 'agent' }]);
    await session.fault('functions', null);
    await environment.stored(taskSid, [{ comment: 'Kept for later.', endedBy: 'agent' }]);
    await ada.page.getByText('waiting to send').waitFor({ state: 'detached' });
  });

  test('RC-6 wrap-up times out: the default reason, marked; the agent’s own draft then takes its place', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('unknown');
    await ada.chooseReason('order status');
    await ada.page.keyboard.type('Typed, not saved');
    await ada.hangUp(taskSid);
    await ada.completeButton.waitFor();
    await session.lab('wrapup-timeout', { taskSid });
    await ada.idle();
    await environment.stored(taskSid, [{ endedBy: 'timeout' }]);
    // the desktop waits for tasks that a flaky network brings back before it gives a draft away
    await eventually(async () => expect(await environment.entriesOf(taskSid)).toMatchObject([{ endedBy: 'agent' }]), 40_000);
    await environment.stored(taskSid, [{ comment: 'Typed, not saved', amendments: [{ as: 'system' }] }]);
  });

  test('RC-6 a supervisor completes the task: a comment without a reason waits for one, and is recorded with it', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('unknown');
    await ada.comment.fill('No reason chosen yet');
    await ada.hangUp(taskSid);
    await ada.completeButton.waitFor();
    await session.lab('complete', { taskSid });
    await ada.idle();
    const next = await environment.take('one-match');
    const leftover = ada.section('Ended before you finished');
    const badge = ada.page.getByRole('button', { name: '1 without a reason' });
    await badge.waitFor({ timeout: 40_000 });
    // in the top bar alone: it is another customer's, and this one's tab is open
    expect(await leftover.count()).toBe(0);
    await badge.press('Enter');
    await leftover.waitFor();
    await ada.shot('wrap-up-3-unfinished');
    expect(await violations(ada.page, 'section')).toEqual([]);
    await leftover.getByRole('combobox', { name: /^Reason/ }).focus();
    await ada.page.keyboard.type('order status');
    await ada.page.getByRole('option').first().waitFor();
    await ada.page.keyboard.press('Enter');
    await ada.focused('ih-top-comment');
    await leftover.getByRole('button', { name: 'Record' }).press('Enter');
    await leftover.waitFor({ state: 'detached' });
    await ada.page.keyboard.press('Escape');
    await environment.stored(taskSid, [{ endedBy: 'agent', comment: 'No reason chosen yet', reason: { id: 'orders_status' } }]);
    await ada.finish(next);
  });

  test('RC-6 the last call of the shift ends too soon: the top bar says so, and it is recorded with no task open', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('unknown');
    await ada.comment.fill('Left in a hurry');
    await ada.hangUp(taskSid);
    await ada.completeButton.waitFor();
    await session.lab('wrapup-timeout', { taskSid });
    await ada.idle();
    const badge = ada.page.getByRole('button', { name: '1 without a reason' });
    await badge.waitFor({ timeout: 40_000 });
    await badge.press('Enter');
    const lists = ada.page.getByRole('dialog', { name: 'My contacts' });
    await lists.getByRole('combobox', { name: /^Reason/ }).waitFor();
    await barShots(ada, 'wrap-up-6-unfinished');
    expect(await violations(ada.page, '[role="dialog"]')).toEqual([]);
    await ada.page.keyboard.press('Escape');
    await lists.waitFor({ state: 'detached' });
    expect(await badge.evaluate((element) => element === document.activeElement)).toBe(true);
    await ada.page.keyboard.press('Enter');
    await ada.tabTo(/^Reason/);
    await ada.page.keyboard.type('order status');
    await ada.page.getByRole('option').first().waitFor();
    await ada.shotOfWindow('wrap-up-7-unfinished-reasons');
    await ada.page.keyboard.press('Enter');
    await ada.focused('ih-top-comment');
    await ada.tabTo(/^Record$/);
    await ada.page.keyboard.press('Enter');
    await environment.stored(taskSid, [{ endedBy: 'agent', comment: 'Left in a hurry', reason: { id: 'orders_status' } }]);
    await lists.getByText('Everything is recorded').waitFor();
    await ada.focused('ih-top-panel');
    await ada.page.keyboard.press('Escape');
    await lists.waitFor({ state: 'detached' });
    // IH-6: by its key, with what was recorded a moment ago
    await ada.page.keyboard.press('Control+Shift+F');
    await lists.getByText('Left in a hurry').waitFor();
    await barShots(ada, 'wrap-up-8-my-contacts');
    expect(await violations(ada.page, '[role="dialog"]')).toEqual([]);
    await ada.page.keyboard.press('Escape');
  });

  test('RC-5, ID-13 the Functions are down from the first log-in: the task is completed, and its reason given later', async () => {
    const { session } = environment;
    await session.fault('functions', 'reset');
    const kim = await session.desktop('kim');
    const { taskSid } = await kim.ring('unknown', 'kim');
    await kim.accept(taskSid);
    await kim.comment.fill('No reasons to choose from');
    await kim.hangUp(taskSid);
    await kim.completeButton.press('Enter');
    await kim.text('The task is not completed').waitFor();
    await kim.shot('wrap-up-8-no-codes');
    expect(await violations(kim.page, 'section')).toEqual([]);
    expect((await session.task(taskSid)).status).toBe('wrapping');
    await kim.page.getByRole('button', { name: 'Complete now, reason later' }).press('Enter');
    await kim.idle();
    await session.fault('functions', null);
    const badge = kim.page.getByRole('button', { name: '1 without a reason' });
    await badge.waitFor({ timeout: 40_000 });
    await badge.press('Enter');
    const leftover = kim.section('Ended before you finished');
    await leftover.getByRole('combobox', { name: /^Reason/, disabled: false }).waitFor({ timeout: 60_000 });
    await leftover.getByRole('combobox', { name: /^Reason/ }).focus();
    await kim.page.keyboard.type('order status');
    await kim.page.getByRole('option').first().waitFor();
    await kim.page.keyboard.press('Enter');
    await leftover.getByRole('button', { name: 'Record' }).press('Enter');
    await environment.stored(taskSid, [{ endedBy: 'agent', comment: 'No reasons to choose from', worker: { name: 'Kim Lee' } }]);
    await kim.close();
    expect(kim.pageErrors).toEqual([]);
  });

  test('IH-3 a transfer: each agent’s part is an entry, the last decides the outcome, and the mark says from whom', async () => {
    const { ada, session } = environment;
    const kim = await session.desktop('kim');
    const taskSid = await environment.take('one-match');
    const before = (await session.task(taskSid)).attributes as { conversations?: { conversation_id?: string } };
    await session.lab('transfer', { taskSid, to: 'kim' });
    await kim.accept(taskSid);
    await ada.completeButton.waitFor();
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('Handed over to Kim.');
    await ada.completeButton.press('Enter');
    await ada.idle();
    await kim.section('History').getByText('Handed over to Kim.').waitFor({ timeout: 40_000 });
    await kim.chooseReason('order status');
    await kim.hangUp(taskSid);
    await kim.completeButton.press('Enter');
    await kim.idle();
    await environment.stored(taskSid, [
      { worker: { name: 'Ada Agent' }, reason: { id: 'billing_refund_status' }, transferredFrom: null },
      { worker: { name: 'Kim Lee' }, reason: { id: 'orders_status' }, transferredFrom: { worker: { name: 'Ada Agent' } } },
    ]);
    const { attributes } = await session.task(taskSid);
    expect(attributes).toMatchObject({ conversations: { outcome: 'orders_status' } });
    expect((attributes as typeof before).conversations?.conversation_id).toBe(before.conversations?.conversation_id);
    const next = await environment.take('one-match');
    await ada.section('History').getByText('Transferred from you').waitFor();
    await ada.shot('wrap-up-4-transfer');
    await ada.finish(next);
    expect(kim.pageErrors).toEqual([]);
  });

  test('IH-5 by configuration Salesforce gets the finished call as a completed Task, after the agent is free', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('one-match');
    await ada.page.getByRole('button', { name: /^Confirm/ }).press('Enter');
    await ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('To be logged.');
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.idle();
    const tasks = async () => (await session.lab<{ records: Record<string, unknown>[] }>('records', { object: 'Task' })).records;
    await eventually(async () =>
      expect((await tasks()).filter(({ Description }) => String(Description).includes('To be logged.'))).toMatchObject([
        { Status: 'Completed', TaskSubtype: 'Call' },
      ]),
    );
  });
});

/** All that a browser keeps of a page's origin, as one text. */
const everythingIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = await Promise.all(
      (await indexedDB.databases()).map(
        ({ name = '' }) =>
          new Promise((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(new Error(`${name} can't be opened`));
            opening.onsuccess = () => {
              const { objectStoreNames: names } = opening.result;
              if (names.length === 0) return resolve([]);
              const transaction = opening.result.transaction([...names]);
              const contents = [...names].map((store) => transaction.objectStore(store).getAll());
              transaction.oncomplete = () => resolve(contents.map(({ result }) => result as unknown));
            };
          }),
      ),
    );
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        const requests = await cache.keys();
        return Promise.all(requests.map(async (request) => [request.url, await (await cache.match(request))?.text()]));
      }),
    );
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, cached, document.cookie]);
  });
