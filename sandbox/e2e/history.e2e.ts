import { violations } from './axe';
import { useTestEnvironment } from './test-environment';
import { eventually } from './support';

jest.setTimeout(120_000);

/** What happened before: filtered, amended, and as colleagues record it (IH-1, IH-2, IH-4). */
describe('history', () => {
  const environment = useTestEnvironment();

  test('IH-2 filters by reason, channel and words narrow a long history; clearing brings it back', async () => {
    const { ada } = environment;
    const taskSid = await environment.take('stored');
    const history = ada.section('History');
    await history.getByText(/^10 of \d+ shown$/).waitFor();
    await history.getByLabel('Filter by reason').selectOption('billing');
    await history.getByText(/ found, \d+ in all$/).waitFor();
    await eventually(async () => {
      const paths = await history.getByRole('listitem').allInnerTexts();
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) expect(path).toContain('Billing ›');
    });
    await history.getByLabel('Filter by channel').selectOption('web');
    await history.getByText(/^1 found/).waitFor();
    await ada.shot('history-1-filtered');
    expect(await violations(ada.page, 'section')).toEqual([]);
    await history.getByLabel('Filter by reason').selectOption('');
    await history.getByLabel('Filter by channel').selectOption('');
    await history.getByLabel('Filter by words').fill('modem storm');
    await history.getByText('No light on the modem', { exact: false }).waitFor();
    await history.getByText(/^1 found/).waitFor();
    await history.getByLabel('Filter by words').fill('nothing has this');
    await history.getByText('No entries match your filters').waitFor();
    await ada.shot('history-2-none-found');
    await history.getByLabel('Filter by words').fill('');
    await history.getByText(/^10 of \d+ shown$/).waitFor();
    await ada.finish(taskSid);
  });

  test('IH-1 “Show n more” brings n: a page as the settings have it, and at the end what is left', async () => {
    const { ada, session } = environment;
    const publish = async (settings: object): Promise<void> => {
      const { version } = await session.call<{ version: number }>('root', 'settings/current');
      const sent = { baseVersion: String(version), settings: JSON.stringify(settings) };
      expect(await session.call('root', 'settings/publish', sent)).toMatchObject({ outcome: 'published' });
    };
    // other Functions than the one that published follow within 15 seconds
    const obeyed = (size: number): Promise<void> =>
      eventually(async () => {
        const page = { address: '+14155550119', channel: 'voice' };
        const { interactions } = await session.call<{ interactions: unknown[] }>('ada', 'interactions/list', page);
        expect(interactions).toHaveLength(size);
      }, 30_000);
    await publish({ pageSize: 5 });
    await obeyed(5);
    const taskSid = await environment.take('stored');
    const history = ada.section('History');
    const entries = history.getByRole('list').first().getByRole('listitem');
    await history.getByText(/^5 of \d+ shown$/).waitFor();
    const total = Number(/of (\d+)/.exec(await history.getByText(/^5 of/).innerText())?.[1]);
    for (let shown = 5; shown < total; shown = Math.min(shown + 5, total)) {
      await history.getByRole('button', { name: `Show ${Math.min(5, total - shown)} more`, exact: true }).press('Enter');
      await history.getByText(`${Math.min(shown + 5, total)} of ${total} shown`).waitFor();
      expect(await entries.count()).toBe(Math.min(shown + 5, total));
    }
    await publish({});
    await obeyed(10);
    await ada.finish(taskSid);
  });

  test('ID-11 IH-2 an entry says how long ago and when, and from which other number', async () => {
    const { ada } = environment;
    const theirs = await environment.take('friends-phone');
    await ada.page.getByRole('search').waitFor();
    await ada.focused('ih-query-name');
    await ada.page.keyboard.type('okafor');
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('option', { name: /David Okafor/ }).press('Enter');
    await ada.page.getByRole('button', { name: /^No\b/ }).first().press('Enter');
    await ada.finish(theirs);
    const taskSid = await environment.take('one-match');
    const newest = ada.section('History').getByRole('listitem').first();
    await newest.getByText('from +1 415 555 0199').waitFor();
    await newest.getByText(/^(now|\d+ min\.? ago) · \w+ \d+ \d+:\d+/).waitFor();
    await ada.shot('focus-4-entry');
    expect(await violations(ada.page, 'section')).toEqual([]);
    await ada.finish(taskSid);
  });

  test('IH-4 the author amends an entry by keyboard; the earlier text is kept, outcome and counters follow', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('one-match');
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('Refund agreed');
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.idle();
    const again = await environment.take('one-match');
    const history = ada.section('History');
    const entry = history.getByRole('listitem').filter({ hasText: 'Refund agreed' });
    await entry.getByRole('button', { name: 'Amend' }).press('Enter');
    await ada.focused('ih-amend-comment');
    await ada.page.keyboard.press('End');
    await ada.page.keyboard.type(', $84.00.');
    await ada.shot('history-3-amend');
    expect(await violations(ada.page, 'section')).toEqual([]);
    await ada.page.locator('#ih-amend-reason').focus();
    await ada.page.keyboard.type('duplicate');
    await ada.page.locator('#ih-amend-reason-list').getByRole('option').first().waitFor();
    await ada.page.keyboard.press('Enter');
    await ada.focused('ih-amend-comment');
    await history.getByRole('group', { name: 'Amend the entry' }).getByRole('button', { name: 'Save' }).press('Enter');
    await history.getByText('Refund agreed, $84.00.').waitFor();
    await history.getByRole('button', { name: 'Show earlier text' }).press('Enter');
    await history.getByText('Refund agreed', { exact: true }).waitFor();
    await ada.shot('history-4-amended');
    await ada.finish(again);
    await environment.stored(taskSid, [
      {
        comment: 'Refund agreed, $84.00.',
        reason: { id: 'billing_refund_duplicate' },
        amendments: [{ as: 'author', before: { comment: 'Refund agreed', reason: { id: 'billing_refund_status' } } }],
      },
    ]);
    expect((await session.task(taskSid)).attributes).toMatchObject({ conversations: { outcome: 'billing_refund_duplicate' } });
  });

  test('IH-2 what a colleague records is in this agent’s open tab within seconds, or at once on coming back to the page', async () => {
    const { ada, session } = environment;
    const kim = await session.desktop('kim');
    const taskSid = await environment.take('one-match');
    await ada
      .section('History')
      .getByText(/shown$/)
      .waitFor();
    const { taskSid: hers } = await kim.ring('one-match', 'kim');
    await kim.accept(hers);
    await kim.chooseReason('order status');
    await kim.page.keyboard.type('Kim was here.');
    await kim.hangUp(hers);
    await kim.completeButton.press('Enter');
    await kim.idle();
    await ada.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await ada.section('History').getByText('Kim was here.').waitFor({ timeout: 3_000 });
    expect(await ada.section('History').getByRole('button', { name: 'Amend' }).count()).toBeGreaterThan(0);
    await ada.finish(taskSid);
    await kim.close();
  });

  test('IH-4 a supervisor amends a colleague’s entry, and it says so', async () => {
    const { ada, session } = environment;
    const taskSid = await environment.take('one-match');
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('Hers to mend');
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.idle();
    const sam = await session.desktop('sam');
    const { taskSid: his } = await sam.ring('one-match', 'sam');
    await sam.accept(his);
    const entry = sam.section('History').getByRole('listitem').filter({ hasText: 'Hers to mend' });
    await entry.getByRole('button', { name: 'Amend' }).press('Enter');
    await sam.focused('ih-amend-comment');
    await sam.page.keyboard.press('End');
    await sam.page.keyboard.type(', corrected');
    await sam.section('History').getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await sam.section('History').getByText('Hers to mend, corrected').waitFor();
    await environment.stored(taskSid, [
      { comment: 'Hers to mend, corrected', amendments: [{ as: 'supervisor', before: { comment: 'Hers to mend' } }] },
    ]);
    await sam.finish(his);
    await sam.close();
  });
});
