import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import { aTask, RESERVATION, TREE } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';
import { choose, comment, complete, press, ready, reason } from '../../testing/wrap-up-form';

/** The Functions down at the first log-in in this browser: no codes, and no copy of them. */
const withoutCodes = (more: Parameters<typeof renderTab>[0] = {}, topBar = false) =>
  renderTab({ 'reason-codes/current': () => unreachable, ...more }, { task: aTask({ status: 'wrapping' }), topBar });
const alert = (): HTMLElement => screen.getByRole('alert');
const NEXT = aTask({ sid: `WR${'7'.repeat(32)}`, taskSid: `WT${'7'.repeat(32)}` });

describe('RC-1, RC-5, ID-13 no reason codes could be loaded', () => {
  test('completing is refused with that cause, never with “choose a reason”, and offers two ways on', async () => {
    const tab = withoutCodes();
    await userEvent.type(comment(), 'kept');
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('codes');
    expect(alert()).toHaveTextContent('The reasons could not be loaded. Can’t reach the server. What you wrote is kept.');
    await waitFor(() => expect(within(alert()).getByRole('button', { name: 'Retry' })).toHaveFocus());
    expect(within(alert()).getByRole('button', { name: 'Complete now, reason later' })).toBeVisible();
  });

  test('“Complete now, reason later” completes, and the comment waits for its reason until it is recorded', async () => {
    let isDown = true;
    const tab = withoutCodes(
      {
        'reason-codes/current': () => (isDown ? unreachable : { version: TREE.version, tree: TREE, mostUsed: null }),
      },
      true,
    );
    await userEvent.type(comment(), 'kept');
    await complete(tab);
    await press('Complete now, reason later');
    expect(tab.desktop.completeTask).toHaveBeenCalledWith(tab.task);
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/record')).toEqual([]);
    tab.show(NEXT);
    isDown = false;
    await act(async () => {
      tab.sessions.end(RESERVATION);
      await tab.worker.abandonedDrafts.recover((sid) => sid !== RESERVATION);
    });
    await act(() => tab.worker.reasonCodes.load());
    const region = within(screen.getByRole('region', { name: 'Ended before you finished' }));
    expect(region.getByRole('textbox', { name: /Comment/ })).toHaveValue('kept');
    await userEvent.type(region.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
    await userEvent.click(region.getByRole('button', { name: 'Record' }));
    await waitFor(() =>
      expect(tab.functions.to('interactions/record')[0]?.body).toMatchObject({
        reservationSid: RESERVATION,
        reasonId: 'billing_refund',
        comment: 'kept',
      }),
    );
  });

  test('with nothing typed the task can be completed, too, and its reason is asked for later', async () => {
    const tab = withoutCodes();
    expect(await complete(tab)).toBe(false);
    await press('Complete now, reason later');
    expect(await complete(tab)).toBe(true);
    await act(async () => {
      tab.sessions.end(RESERVATION);
      await tab.worker.abandonedDrafts.recover(() => false);
    });
    expect(tab.worker.abandonedDrafts.store.get()).toMatchObject([{ reasonId: null, comment: '' }]);
  });

  test('a browser that keeps nothing says so, and what was typed waits in the page for its reason', async () => {
    const tab = withoutCodes({ 'drafts/save': () => unreachable });
    await complete(tab);
    const spy = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await userEvent.type(comment(), 'kept');
    expect(await screen.findByText(/Neither the server nor this browser has it yet/)).toBeVisible();
    await press('Complete now, reason later');
    expect(await complete(tab)).toBe(true);
    await act(async () => {
      tab.sessions.end(RESERVATION);
      await tab.worker.abandonedDrafts.recover(() => false);
    });
    spy.mockRestore();
    expect(tab.worker.abandonedDrafts.store.get()).toMatchObject([{ comment: 'kept' }]);
  });

  test('a completion let through once is not let through again: what was typed since is asked about', async () => {
    const tab = withoutCodes();
    await complete(tab);
    await press('Complete now, reason later');
    expect(await complete(tab)).toBe(true);
    expect(await complete(tab)).toBe(false);
  });

  test('Retry completes as ever once the codes are there: the reason is asked for', async () => {
    let isDown = true;
    const tab = withoutCodes({
      'reason-codes/current': () => (isDown ? unreachable : { version: TREE.version, tree: TREE, mostUsed: null }),
    });
    await complete(tab);
    isDown = false;
    await userEvent.click(within(alert()).getByRole('button', { name: 'Retry' }));
    expect(tab.desktop.completeTask).toHaveBeenCalledWith(tab.task);
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('reason');
    await waitFor(() => expect(reason()).toHaveFocus());
    await choose('ref');
    expect(await complete(tab)).toBe(true);
  });

  test('codes that come by themselves turn the refusal into the usual one, and the focus is not lost with its buttons', async () => {
    let isDown = true;
    const tab = withoutCodes({
      'reason-codes/current': () => (isDown ? unreachable : { version: TREE.version, tree: TREE, mostUsed: null }),
    });
    await complete(tab);
    await waitFor(() => expect(within(alert()).getByRole('button', { name: 'Retry' })).toHaveFocus());
    isDown = false;
    await act(() => tab.worker.reasonCodes.load());
    expect(alert()).toHaveTextContent('Choose a reason, then complete again.');
    expect(screen.queryByRole('button', { name: 'Complete now, reason later' })).toBeNull();
    expect(reason()).toHaveFocus();
  });

  test('a load that is on its way is waited for', async () => {
    const tab = withoutCodes({
      'reason-codes/current': (_body, nth) => (nth === 1 ? { version: TREE.version, tree: TREE, mostUsed: null } : never),
    });
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('reason');
  });

  test('Retry of the reasons leaves its notice while it asks, and gives the focus to the field once they are there', async () => {
    let isDown = true;
    withoutCodes({
      'reason-codes/current': () =>
        isDown ? refusal(503, 'upstream_unavailable') : { version: TREE.version, tree: TREE, mostUsed: null },
    });
    const retry = await screen.findByRole('button', { name: 'Retry: The reasons could not be loaded' });
    await userEvent.click(retry);
    await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
    expect(retry).toHaveFocus();
    isDown = false;
    await userEvent.click(retry);
    await ready();
    expect(reason()).toHaveFocus();
  });
});
