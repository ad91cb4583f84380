import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, refusal, unreachable } from '../../testing/fake-functions';
import { recordedAs, RESERVATION } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';
import { choose, comment, complete, drafts, press, ready, reason } from '../../testing/wrap-up-form';

type Tab = ReturnType<typeof renderTab>;
const stateLine = (words: string | RegExp): HTMLElement | undefined =>
  screen.getAllByRole('status').find(({ textContent }) => new RegExp(words).test(textContent ?? ''));

describe('RC-4 what the server refused for good', () => {
  const refusedOnce = async (answers: Parameters<typeof renderTab>[0] = {}): Promise<Tab> => {
    const tab = renderTab({ 'interactions/record': () => refusal(403, 'forbidden'), ...answers });
    await choose('ref');
    await userEvent.type(comment(), 'kept');
    act(() => tab.session.wrapUp.completeLater());
    expect(stateLine('Waiting to send')).toBeDefined();
    await act(() => tab.worker.outbox.sendNow());
    return tab;
  };

  test('RC-4 is a draft again and open while its task is at hand: it waits for nothing', async () => {
    await refusedOnce();
    expect(stateLine('Waiting to send')).toBeUndefined();
    expect(screen.getByText('Not kept yet')).toBeVisible();
    expect(comment()).not.toHaveAttribute('readonly');
    expect(screen.getByRole('alert')).toHaveTextContent('You may not do this. Support code c0ffee00. What you wrote is kept.');
  });

  test('RC-4 is so after a reload, and completing attempts it anew', async () => {
    (await refusedOnce()).unmount();
    const tab = renderTab();
    await ready();
    expect(stateLine('Waiting to send')).toBeUndefined();
    expect(comment()).toHaveValue('kept');
    expect(comment()).not.toHaveAttribute('readonly');
    expect(await complete(tab)).toBe(true);
    expect(tab.worker.outbox.store.get().entries).toEqual([]);
    expect(screen.getByText(/^Recorded/)).toBeVisible();
  });

  test('RC-4 “Choose another reason” leads into its own form while the task is at hand, and nothing of it is lost', async () => {
    const tab = await refusedOnce();
    await press('Choose another reason');
    expect(tab.desktop.showTab).toHaveBeenLastCalledWith(tab.task);
    await waitFor(() => expect(reason()).toHaveFocus());
    expect(screen.queryByRole('region', { name: 'Ended before you finished' })).toBeNull();
    expect(tab.worker.outbox.store.get().entries).toHaveLength(1);
    await choose('inv');
    expect(tab.worker.outbox.store.get().entries).toEqual([]);
    expect(drafts()).toHaveLength(1);
    expect(screen.getByText('Keeping…')).toBeVisible();
  });

  test('RC-4 what is typed while the refused one is sent again after all is not taken for sent', async () => {
    let answer = (): void => undefined;
    const tab = await refusedOnce({
      'interactions/record': (body, nth) =>
        nth === 1
          ? refusal(403, 'forbidden')
          : () => new Promise((resolve) => (answer = () => resolve(json(200, recordedAs(body))))),
    });
    const sent = tab.worker.outbox.sendNow();
    await waitFor(() => expect(tab.functions.to('interactions/record')).toHaveLength(2));
    await userEvent.type(comment(), ', and more');
    answer();
    await act(() => sent);
    expect(comment()).toHaveValue('kept, and more');
    expect(screen.getByText('Keeping…')).toBeVisible();
    expect(drafts()).toHaveLength(1);
  });

  test('RC-4 of one that was sent after all the form says “Recorded”', async () => {
    const tab = await refusedOnce({
      'interactions/record': (body, nth) => (nth === 1 ? refusal(403, 'forbidden') : recordedAs(body)),
    });
    await userEvent.click(
      within(screen.getByRole('region', { name: 'Waiting to send' })).getByRole('button', { name: 'Send now' }),
    );
    expect(await screen.findByText(/^Recorded/)).toBeVisible();
    expect(tab.worker.outbox.entryFor(tab.task.taskSid, RESERVATION)).toBeNull();
  });
});

test('RC-4 “Recorded” and “Reasons as of” of another day say the day', async () => {
  const yesterday = Date.now() - 86_000_000;
  localStorage.setItem('interaction-history:reason-codes', JSON.stringify({ tree: { version: 1, codes: [] }, at: yesterday }));
  const tab = renderTab({ 'reason-codes/current': () => unreachable });
  expect(await screen.findByText(/Reasons as of \d+ \w+ \d\d:\d\d/)).toBeVisible();
  tab.unmount();
  localStorage.setItem(`interaction-history:receipt:${tab.worker.workerSid}:${RESERVATION}`, JSON.stringify(yesterday));
  renderTab();
  expect(screen.getByText(/^Recorded \d+ \w+ \d\d:\d\d$/)).toBeVisible();
});
