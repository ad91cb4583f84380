import * as React from 'react';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import axe from 'axe-core';
import { LanguageContext, stringsFor } from '../../strings/strings';
import { fakeFunctions, refusal, unreachable } from '../../testing/fake-functions';
import { draftAnswers, recordedAs, TREE, WORKER } from '../../testing/fixtures';
import { startSessions } from '../../testing/render-tab';
import type { WorkerStores } from '../task-session';
import type { FailureCode } from '../../api/api-error';
import { badgePanel } from './BadgePanel';
import type { OutboxEntry } from '../outbox/entry';
import { UnsentWork } from './UnsentWork';
import { createStore } from '../../state/store';
import { OutboxBadge } from './OutboxBadge';

const sid = (prefix: 'WT' | 'WR', n: number): string => `${prefix}${n.toString(16).padStart(32, '0')}`;
const requestOf = (n: number, reasonId: string) => ({
  taskSid: sid('WT', n),
  reservationSid: sid('WR', n),
  customerId: null,
  reasonId,
  comment: `comment ${n}`,
});
const about = { customerName: 'Ana Torres', reasonPath: ['Billing', 'Refund'] };

/** Entries and drafts as earlier pages left them in this browser. */
function leave(n: number, more: Partial<OutboxEntry> & { code?: FailureCode } = {}): void {
  const { code, ...rest } = more;
  const entry: OutboxEntry = {
    request: requestOf(n, 'billing_refund'),
    link: null,
    about,
    since: Date.now(),
    attempts: 0,
    nextAt: Date.now() + 600_000,
    refused: code ? { code } : null,
    sentWithoutCustomer: false,
    ...rest,
  };
  localStorage.setItem(`interaction-history:outbox:${WORKER}:${sid('WT', n)}_${sid('WR', n)}`, JSON.stringify(entry));
}
function leaveDraft(n: number): void {
  const draft = {
    reasonId: null,
    comment: `comment ${n}`,
    at: Date.now() + n,
    entry: { request: requestOf(n, ''), link: null, about },
  };
  localStorage.setItem(`interaction-history:draft:${WORKER}:${sid('WT', n)}:${sid('WR', n)}`, JSON.stringify(draft));
}

/** Flex's top bar with no task open. */
async function renderBar(
  answers: Parameters<typeof fakeFunctions>[0] = {},
  locale = 'en-GB',
): Promise<{ worker: WorkerStores; bar: HTMLElement }> {
  fakeFunctions({
    'reason-codes/current': () => ({ version: TREE.version, tree: TREE, mostUsed: null }),
    'interactions/record': (body) => recordedAs(body),
    ...draftAnswers(),
    ...answers,
  });
  const { worker } = startSessions({ workerSid: WORKER, isSupervisor: false, locale }).sessions;
  await worker.abandonedDrafts.recover(() => false);
  const { container } = render(
    <CustomizationProvider disableAnimations>
      <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
        <OutboxBadge worker={worker} isOpen={createStore(false)}>
          <UnsentWork worker={worker} id="ih-top" focusFallback={badgePanel} />
        </OutboxBadge>
        <button>elsewhere</button>
      </LanguageContext.Provider>
    </CustomizationProvider>,
  );
  return { worker, bar: container };
}
const badge = (): HTMLElement => screen.getAllByRole('button', { expanded: false })[0] as HTMLElement;
const lists = () => within(screen.getByRole('dialog', { name: 'My contacts' }));
const section = (name: string) => within(lists().getByRole('region', { name }));
const open = async (): Promise<void> => {
  badge().focus();
  await userEvent.keyboard('{Enter}');
};
const withReasons = async (bar: { worker: WorkerStores }): Promise<void> => act(() => bar.worker.reasonCodes.load());

describe('RC-4, RC-5, RC-6 the top bar', () => {
  test('tells what waits, what was refused, what has no reason and what wants reading apart', async () => {
    leave(1);
    leave(2, { code: 'forbidden' });
    leave(3, { sentWithoutCustomer: true });
    leaveDraft(4);
    await renderBar();
    expect(badge()).toHaveAccessibleName('1 waiting to send, 1 refused, 1 without a reason, 1 sent without its customer');
  });

  test('says nothing of what is left over while nothing is', async () => {
    await renderBar();
    expect(badge()).toHaveAccessibleName('My contacts');
    expect(badge()).toHaveTextContent('');
  });

  test('the last call of the shift, ended without a reason, is seen and finished with no task open', async () => {
    leaveDraft(1);
    const bar = await renderBar();
    await withReasons(bar);
    await open();
    await userEvent.type(section('Ended before you finished').getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
    await userEvent.click(section('Ended before you finished').getByRole('button', { name: 'Record' }));
    await waitFor(() => expect(lists().getByText('Everything is recorded')).toBeVisible());
    expect(badgePanel()).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('the lists are opened by the keyboard, have the focus, and give it back with Esc', async () => {
    leave(1);
    await renderBar();
    await open();
    expect(badgePanel()).toHaveFocus();
    await userEvent.tab();
    expect(lists().getByRole('button', { name: 'Close' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(badge()).toHaveFocus();
  });

  test('Esc in the open list of reasons closes that list alone', async () => {
    leaveDraft(1);
    const bar = await renderBar();
    await withReasons(bar);
    await open();
    await userEvent.type(lists().getByRole('combobox', { name: /Reason/ }), 'ref');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(badgePanel()).toBeVisible();
  });

  test('going on to something else closes them, and keeps the focus where the agent put it', async () => {
    leave(1);
    await renderBar();
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'elsewhere' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'elsewhere' })).toHaveFocus();
  });

  test('without codes the unfinished says so, with Retry', async () => {
    leaveDraft(1);
    const bar = await renderBar({ 'reason-codes/current': () => unreachable });
    await withReasons(bar);
    await open();
    expect(lists().getByRole('button', { name: 'Retry: The reasons could not be loaded' })).toBeVisible();
  });

  test('has no accessibility violations, closed and open', async () => {
    leave(1);
    leave(2, { code: 'forbidden' });
    leaveDraft(3);
    const { bar } = await renderBar();
    const violations = async () =>
      (await axe.run(bar, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })).violations.map(
        ({ id }) => id,
      );
    expect(await violations()).toEqual([]);
    await open();
    expect(await violations()).toEqual([]);
  });
});

describe('RC-5 the list of what waits', () => {
  const DAY = 86_400_000;

  test('a refused entry is not counted as waiting', async () => {
    leave(1);
    leave(2, { code: 'forbidden' });
    await renderBar();
    await open();
    expect(section('Waiting to send').getByText('1', { exact: true })).toBeVisible();
    expect(section('Waiting to send').getByText('1 refused')).toBeVisible();
  });

  test('says the day of what waits since yesterday', async () => {
    leave(1, { since: Date.now() - DAY });
    await renderBar();
    await open();
    expect(section('Waiting to send').getByText(/^\d+ \w+ \d\d:\d\d$/)).toBeVisible();
  });

  test('is written as its language is: no comma and no full stop of another', async () => {
    leave(1, { attempts: 3 });
    leave(2, { code: 'forbidden', refused: { code: 'forbidden', correlationId: 'c0ffee00-1111' } });
    await renderBar({}, 'ja');
    await open();
    const text = screen.getByRole('region', { name: '送信待ち' }).textContent ?? '';
    expect(text).toContain('3 回試行済み');
    expect(text).toContain('サポートコード: c0ffee00。');
    expect(text).not.toMatch(/[,.](\s|$)/);
  });

  test('the focus goes to the heading when its entry is dismissed, and to the lists when it was the last', async () => {
    leave(1, { sentWithoutCustomer: true });
    leave(2, { sentWithoutCustomer: true });
    await renderBar();
    await open();
    await userEvent.click(lists().getAllByRole('button', { name: 'Dismiss' })[0] as HTMLElement);
    expect(lists().getByRole('heading', { name: 'Waiting to send' })).toHaveFocus();
    await userEvent.click(lists().getByRole('button', { name: 'Dismiss' }));
    expect(badgePanel()).toHaveFocus();
  });

  test('the focus is not lost while Send now is disabled', async () => {
    leave(1);
    await renderBar({ 'interactions/record': () => refusal(403, 'forbidden') });
    await open();
    await userEvent.click(lists().getByRole('button', { name: 'Send now' }));
    expect(await lists().findByText('1 refused')).toBeVisible();
    expect(lists().getByRole('heading', { name: 'Waiting to send' })).toHaveFocus();
  });
});

describe('RC-6 the focus in what ended too soon', () => {
  test('goes to the heading when one is recorded and the next comes up', async () => {
    leaveDraft(1);
    leaveDraft(2);
    const bar = await renderBar();
    await withReasons(bar);
    await open();
    await userEvent.type(lists().getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
    await userEvent.click(lists().getByRole('button', { name: 'Record' }));
    expect(lists().getByRole('textbox', { name: /Comment/ })).toHaveValue('comment 2');
    expect(lists().getByRole('heading', { name: 'Ended before you finished' })).toHaveFocus();
  });

  test('goes from Discard to Keep, never to what discards for good, and back', async () => {
    leaveDraft(1);
    await renderBar();
    await open();
    await userEvent.click(lists().getByRole('button', { name: 'Discard' }));
    expect(lists().getByRole('button', { name: 'Keep' })).toHaveFocus();
    await userEvent.click(lists().getByRole('button', { name: 'Keep' }));
    expect(lists().getByRole('button', { name: 'Discard' })).toHaveFocus();
  });

  test('one at which she is stays first when another ends meanwhile', async () => {
    leaveDraft(5);
    const { worker } = await renderBar();
    leaveDraft(1);
    await act(async () => void (await worker.abandonedDrafts.recover(() => false)));
    expect(worker.abandonedDrafts.store.get().map(({ comment }) => comment)).toEqual(['comment 5', 'comment 1']);
  });
});
