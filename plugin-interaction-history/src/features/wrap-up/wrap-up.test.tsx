import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, refusal, unreachable } from '../../testing/fake-functions';
import {
  aCustomer,
  aLookup,
  aMatch,
  aPage,
  aTask,
  found,
  recordedAs,
  QUEUE,
  RESERVATION,
  TASK,
  TREE,
  WORKER,
} from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';
import { choose, comment, complete, drafts, press, ready, reason } from '../../testing/wrap-up-form';

const recover = async ({ worker }: Pick<ReturnType<typeof renderTab>, 'worker'>, isThere: (sid: string) => boolean) =>
  act(async () => void (await worker.abandonedDrafts.recover(isThere)));
const receipts = (): string[] => Object.keys(localStorage).filter((key) => key.includes(':receipt:'));

describe('RC-1', () => {
  test('RC-1 completing without a reason is refused and the field has the focus', async () => {
    const tab = renderTab();
    await ready();
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse).toHaveBeenLastCalledWith(tab.task, 'reason', 'Ana Torres');
    expect(await screen.findByRole('alert')).toHaveTextContent('The task is not completed');
    await waitFor(() => expect(reason()).toHaveFocus());
    expect(reason()).toHaveAccessibleDescription('A reason is required to complete the task.');
    expect(tab.functions.to('interactions/record')).toEqual([]);
  });

  test('RC-1 the refusal and Flex’s notice go as soon as a reason is chosen', async () => {
    const tab = renderTab();
    await ready();
    await complete(tab);
    await choose('ref');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(tab.desktop.withdrawNotices).toHaveBeenCalled();
  });

  test('RC-2 a reason that needs a comment is refused without one, with the focus in the comment', async () => {
    const tab = renderTab();
    await choose('compl');
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('comment');
    await waitFor(() => expect(comment()).toHaveFocus());
    expect(comment()).toHaveAccessibleDescription('This reason needs a comment.');
  });
});

describe('RC-1 Ctrl+Enter in the comment', () => {
  test('RC-1 completes the task in wrap-up, and a chat at any time', async () => {
    const tab = renderTab({}, { task: aTask({ status: 'wrapping' }) });
    await choose('ref');
    expect(screen.getByText('completes the task', { exact: false })).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(tab.desktop.completeTask).toHaveBeenCalledWith(tab.task);
  });

  test('RC-1 does nothing in a call that goes on: it is hung up first', async () => {
    const tab = renderTab();
    await choose('ref');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(tab.desktop.completeTask).not.toHaveBeenCalled();
  });
});

describe('ID-6 whom the entry will be recorded as', () => {
  test('ID-6 the pre-selected customer is named, and is set aside with one press', async () => {
    renderTab();
    expect(await screen.findByText('Will be recorded as Ana Torres')).toBeVisible();
    await press('Not this customer');
    await waitFor(() => expect(screen.queryByText(/Will be recorded as/)).toBeNull());
  });

  test('ID-6 of several nobody is, and of one confirmed it needs no saying', async () => {
    const tab = renderTab({
      'customers/lookup': () => aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres')) }),
    });
    await screen.findByText('Anna Torres');
    expect(screen.queryByText(/Will be recorded as/)).toBeNull();
    tab.unmount();
    renderTab();
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    await waitFor(() => expect(screen.queryByText(/Will be recorded as/)).toBeNull());
  });
});

describe('RC-3', () => {
  test('RC-3 typing searches the whole path, Enter chooses, and the comment is next', async () => {
    renderTab();
    await ready();
    await userEvent.type(reason(), 'bill inv');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    expect(reason()).toHaveValue('Billing › Invoice query');
    expect(comment()).toHaveFocus();
  });

  test('RC-3 Escape closes the list and keeps what was chosen', async () => {
    renderTab();
    await choose('ref');
    await userEvent.type(reason(), 'x{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(reason()).toHaveValue('Billing › Refund');
  });

  test('AD-4 a retired reason is not offered', async () => {
    renderTab();
    await ready();
    await userEvent.type(reason(), 'cheque');
    expect(screen.queryAllByRole('option')).toEqual([]);
  });

  test('RC-3 the tree of this browser stands in when the server does not answer, and says from when', async () => {
    localStorage.setItem('interaction-history:reason-codes', JSON.stringify({ tree: TREE, at: Date.now() }));
    renderTab({ 'reason-codes/current': () => unreachable });
    expect(await screen.findByText(/Reasons as of/)).toBeVisible();
    await choose('ref');
    expect(reason()).toHaveValue('Billing › Refund');
  });

  test('a known tree is not sent again', async () => {
    localStorage.setItem('interaction-history:reason-codes', JSON.stringify({ tree: TREE, at: 1 }));
    const { functions } = renderTab({ 'reason-codes/current': () => ({ version: 3, tree: null }) });
    await ready();
    expect(functions.to('reason-codes/current')[0]?.body.knownVersion).toBe('3');
    expect(screen.queryByText(/Reasons as of/)).toBeNull();
  });
});

describe('RC-4', () => {
  test('RC-4 what is typed is there after a reload, from the first key', async () => {
    const before = renderTab();
    await ready();
    expect(screen.getByText('Nothing written yet')).toBeVisible();
    await userEvent.type(comment(), 'R');
    expect(screen.getByText('Keeping…')).toBeVisible();
    before.unmount();
    renderTab();
    expect(comment()).toHaveValue('R');
    expect(screen.getByText('Keeping…')).toBeVisible();
  });

  test('RC-4 drafts are each task’s and each worker’s own', async () => {
    const mine = renderTab();
    await ready();
    await userEvent.type(comment(), 'mine');
    mine.unmount();
    const other = renderTab({}, { task: aTask({ sid: RESERVATION.replace(/.$/, '9') }) });
    expect(comment()).toHaveValue('');
    other.unmount();
    renderTab({}, { workerSid: WORKER.replace(/.$/, '9') });
    expect(comment()).toHaveValue('');
  });

  test('RC-4 “Recorded” is said when the server has stored it, the draft is gone and the form is closed', async () => {
    const tab = renderTab();
    await choose('ref');
    await userEvent.type(comment(), 'Refund agreed');
    expect(drafts()).toHaveLength(1);
    expect(await complete(tab)).toBe(true);
    expect(await screen.findByText(/^Recorded \d\d:\d\d/)).toBeVisible();
    expect(drafts()).toEqual([]);
    expect(comment()).toHaveAttribute('readonly');
    expect(tab.functions.to('interactions/record')[0]?.body).toMatchObject({
      taskSid: TASK,
      reservationSid: RESERVATION,
      customerId: 'customer-1',
      reasonId: 'billing_refund',
      comment: 'Refund agreed',
    });
  });

  test('RC-4 after a reload it still says “Recorded”, with the text from the server, and completing records nothing again', async () => {
    const before = renderTab();
    await choose('ref');
    await userEvent.type(comment(), 'agreed');
    await complete(before);
    before.unmount();
    expect(JSON.stringify({ ...localStorage })).not.toContain('agreed');
    const recorded = { reasonId: 'billing_refund', comment: 'agreed', at: new Date().toISOString() };
    const tab = renderTab({ 'drafts/of-task': () => ({ drafts: [], recorded, from: null }) });
    expect(screen.getByText(/^Recorded/)).toBeVisible();
    await waitFor(() => expect(comment()).toHaveValue('agreed'));
    await waitFor(() => expect(reason()).toHaveValue('Billing › Refund'));
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/record')).toEqual([]);
  });

  test('RC-4 a recording that was sent from the outbox is “Recorded” after a reload, too, until its task has left', async () => {
    const first = renderTab({ 'interactions/record': (body, nth) => (nth === 1 ? unreachable : recordedAs(body)) });
    await choose('ref');
    await complete(first);
    await userEvent.click(screen.getByRole('button', { name: 'Complete now, send later' }));
    await act(() => first.worker.outbox.sendNow());
    first.unmount();
    const second = renderTab();
    expect(await screen.findByText(/^Recorded/)).toBeVisible();
    await recover(second, () => true);
    expect(receipts()).toHaveLength(1);
    await recover(second, () => false);
    expect(receipts()).toEqual([]);
  });

  test('RC-4 an attempt that failed keeps the draft and says why', async () => {
    const tab = renderTab({ 'interactions/record': () => refusal(503, 'upstream_unavailable') });
    await choose('ref');
    await complete(tab);
    expect(await screen.findByRole('alert')).toHaveTextContent('A source is not available. Support code c0ffee00.');
    expect(screen.getByText('Keeping…')).toBeVisible();
    expect(drafts()).toHaveLength(1);
  });
});

describe('RC-5', () => {
  test('RC-5 completing links the pre-selected customer, waits for the write, and goes on', async () => {
    const tab = renderTab();
    await screen.findByText('Ana Torres');
    await choose('ref');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.sent.map(({ path }) => path).filter((path) => /link|record/.test(path))).toEqual([
      'tasks/link-customer',
      'interactions/record',
    ]);
    expect(tab.functions.to('interactions/record')[0]?.body.customerId).toBe('customer-1');
  });

  test('RC-5 of several matches with none chosen the entry is recorded without a customer', async () => {
    const tab = renderTab({
      'customers/lookup': () => aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres')) }),
    });
    await screen.findByText('Anna Torres');
    await choose('ref');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('tasks/link-customer')).toEqual([]);
    expect(tab.functions.to('interactions/record')[0]?.body.customerId).toBe('');
  });

  test('IH-3 a double click on Complete sends one recording', async () => {
    const tab = renderTab();
    await choose('ref');
    await act(async () => {
      expect(await Promise.all([tab.session.wrapUp.mayComplete(), tab.session.wrapUp.mayComplete()])).toEqual([true, true]);
    });
    expect(tab.functions.to('interactions/record')).toHaveLength(1);
  });

  test('RC-5 a write that fails refuses completing, says why, and Retry completes', async () => {
    const tab = renderTab({ 'interactions/record': (body, nth) => (nth === 1 ? unreachable : recordedAs(body)) });
    await choose('ref');
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('failed');
    expect(screen.getByRole('alert')).toHaveTextContent('Can’t reach the server. What you wrote is kept.');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Retry' })).toHaveFocus());
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(tab.desktop.completeTask).toHaveBeenCalledWith(tab.task);
    expect(await complete(tab)).toBe(true);
  });

  test('RC-5 “Complete now, send later” keeps the entry, says “Waiting to send”, and completing goes on', async () => {
    const tab = renderTab({ 'interactions/record': () => unreachable });
    await choose('ref');
    await complete(tab);
    await userEvent.click(screen.getByRole('button', { name: 'Complete now, send later' }));
    expect(screen.getByRole('region', { name: 'Waiting to send' })).toHaveTextContent('Ana Torres · Refund');
    expect(screen.getAllByRole('status').some((line) => line.textContent === 'Waiting to send')).toBe(true);
    expect(tab.desktop.completeTask).toHaveBeenCalledWith(tab.task);
    expect(await complete(tab)).toBe(true);
    expect(drafts()).toEqual([]);
  });

  test('RC-5 while another call rings the entry goes to the outbox at once, and nobody waits for our write', async () => {
    let answer = (): void => undefined;
    const tab = renderTab({
      'interactions/record': (body) => () => new Promise((resolve) => (answer = () => resolve(json(200, recordedAs(body))))),
    });
    await choose('ref');
    act(() => void tab.sessions.update(aTask({ sid: `WR${'7'.repeat(32)}`, taskSid: `WT${'7'.repeat(32)}`, status: 'pending' })));
    expect(await complete(tab)).toBe(true);
    expect(tab.worker.outbox.entryFor(TASK, RESERVATION)?.request.reasonId).toBe('billing_refund');
    await waitFor(() => expect(tab.functions.to('interactions/record')).toHaveLength(1));
    answer();
    await waitFor(() => expect(tab.worker.outbox.store.get().entries).toEqual([]));
  });

  test('RC-1 while another call rings a reason is still asked for', async () => {
    const tab = renderTab();
    await ready();
    act(() => void tab.sessions.update(aTask({ sid: `WR${'7'.repeat(32)}`, taskSid: `WT${'7'.repeat(32)}`, status: 'pending' })));
    expect(await complete(tab)).toBe(false);
  });

  test('OR-1 an outcome that did not reach the task is sent once more', async () => {
    const tab = renderTab({
      'interactions/record': (body, nth) => recordedAs(body, { outcome: nth === 1 ? 'failed' : 'merged' }),
    });
    await choose('ref');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/record')).toHaveLength(2);
  });

  test('OR-1 an outcome that twice did not reach the task refuses completing', async () => {
    const tab = renderTab({ 'interactions/record': (body) => recordedAs(body, { outcome: 'failed' }) });
    await choose('ref');
    expect(await complete(tab)).toBe(false);
    expect(screen.getByRole('alert')).toHaveTextContent('the outcome is not on the task yet');
  });

  test('RC-4 what is typed after an attempt whose answer was lost is brought in as an amendment, and none of it is lost', async () => {
    const tab = renderTab({
      'interactions/record': (body, nth) =>
        nth === 1 ? unreachable : recordedAs({ ...body, comment: 'first words' }, { created: false }),
      'interactions/amend': (body) => ({
        result: 'amended',
        outcome: 'merged',
        toLog: false,
        interaction: recordedAs({ ...body, reasonId: body.reasonId ?? '', comment: body.comment ?? '' }).interaction,
      }),
    });
    await choose('ref');
    await userEvent.type(comment(), 'first words');
    expect(await complete(tab)).toBe(false);
    await userEvent.type(comment(), ', and more');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/amend').map(({ body }) => body.comment)).toEqual(['first words, and more']);
    expect(comment()).toHaveValue('first words, and more');
    expect(screen.getByText(/^Recorded/)).toBeVisible();
  });

  test('IH-3 a repeat that says the same amends nothing; what somebody has amended since is what the form shows', async () => {
    const amended = [
      {
        at: new Date().toISOString(),
        as: 'author' as const,
        worker: { sid: WORKER, name: 'Ada' },
        before: { reason: null, comment: '' },
      },
    ];
    const tab = renderTab({
      'interactions/record': (body) => {
        const { interaction } = recordedAs({ ...body, comment: 'amended since' });
        return { interaction: { ...interaction, amendments: amended }, created: false, outcome: 'merged', toLog: false };
      },
    });
    await choose('ref');
    await userEvent.type(comment(), 'mine');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/amend')).toEqual([]);
    expect(comment()).toHaveValue('amended since');
  });

  test('ID-13 with the record’s source down, the customer stored for the same record is linked instead', async () => {
    const tab = renderTab({
      'customers/lookup': () => aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') } }),
      'interactions/list': () => aPage([]),
      'tasks/link-customer': (body) =>
        body.record?.includes('stored')
          ? { customer: aCustomer('Ana Torres'), attributes: {} }
          : refusal(503, 'upstream_unavailable'),
    });
    await screen.findByText('Ana Torres');
    await choose('ref');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/record')[0]?.body.customerId).toBe('customer-1');
  });
});

test('the form waits in its place while the task rings', async () => {
  renderTab({}, { task: aTask({ status: 'pending' }) });
  await screen.findByText('Ana Torres');
  expect(reason()).toBeDisabled();
  expect(reason()).toHaveAttribute('placeholder', 'Opens when you accept');
  expect(screen.queryByRole('button', { name: /Confirm/ })).toBeNull();
});

const code = (id: string) => TREE.codes.find((each) => each.id === id) as (typeof TREE.codes)[number];

describe('RC-3 recent and most used first', () => {
  const groups = (): string[] => screen.getAllByRole('group').map((group) => group.getAttribute('aria-label') ?? '');
  const listed = (): (string | null)[] => screen.getAllByRole('option').map((option) => option.textContent);

  test('RC-3 what was recorded last comes first, then what this agent uses most in the queue, each once', async () => {
    localStorage.setItem(`interaction-history:recent-reasons:${WORKER}`, JSON.stringify(['complaint', 'gone', 'old']));
    renderTab({
      'reason-codes/current': () => ({
        version: 3,
        tree: TREE,
        mostUsed: { [QUEUE]: ['complaint', 'billing_invoice'], other: ['billing_refund'] },
      }),
    });
    await ready();
    await userEvent.click(reason());
    expect(groups()).toEqual(['Recent', 'You use most in Billing EN', 'All others']);
    expect(listed().map((text) => text?.split(/Billing|Comment/)[0])).toEqual(['Complaint', 'Invoice query', 'Refund']);
    await userEvent.type(reason(), 'bill');
    expect(groups()).toEqual(['You use most in Billing EN', 'Other matches']);
  });

  test('RC-3 what was typed goes before habit: a recent reason that only its group matches does not come first', async () => {
    localStorage.setItem(`interaction-history:recent-reasons:${WORKER}`, JSON.stringify(['billing_duplicate']));
    const named = (id: string, label: string) => ({ ...code('billing_refund'), id, reportingValue: id, labels: { en: label } });
    const group = { ...code('billing'), id: 'refunds', reportingValue: 'refunds', labels: { en: 'Refund' } };
    const codes = [
      group,
      { ...named('billing_duplicate', 'Duplicate charge'), parentId: 'refunds' },
      { ...named('billing_status', 'Refund status'), parentId: 'refunds' },
    ];
    renderTab({ 'reason-codes/current': () => ({ version: 4, tree: { ...TREE, version: 4, codes }, mostUsed: null }) });
    await choose('refund');
    expect(reason()).toHaveValue('Refund › Refund status');
  });

  test('RC-3 Tab takes the reason that is marked, and goes on to the comment; before the agent typed or moved it takes none', async () => {
    renderTab();
    await ready();
    await userEvent.type(reason(), 'inv');
    await userEvent.tab();
    expect(reason()).toHaveValue('Billing › Invoice query');
    expect(comment()).toHaveFocus();
  });

  test('RC-3 a list that was only opened takes nothing with Tab', async () => {
    renderTab();
    await ready();
    await userEvent.click(reason());
    await userEvent.tab();
    expect(reason()).toHaveValue('');
  });

  test('RC-3 the three reasons recorded last are a key away, or a press', async () => {
    localStorage.setItem(`interaction-history:recent-reasons:${WORKER}`, JSON.stringify(['complaint', 'billing_invoice']));
    renderTab();
    await ready();
    expect(within(screen.getByRole('group', { name: 'Recent reasons' })).getAllByRole('button')).toHaveLength(2);
    reason().focus();
    await userEvent.keyboard('2');
    expect(reason()).toHaveValue('Billing › Invoice query');
    expect(comment()).toHaveFocus();
    await press('Clear the reason');
    await press(/Complaint/);
    expect(reason()).toHaveValue('Complaint');
  });

  test('RC-3 in a low window the list scrolls into sight', async () => {
    // as new browsers have it
    const into = jest.fn(() => Promise.resolve());
    Object.defineProperty(Element.prototype, 'scrollIntoView', { configurable: true, value: into });
    renderTab();
    await ready();
    into.mockClear();
    await userEvent.click(reason());
    expect(into.mock.contexts.some((element) => (element as HTMLElement).querySelector('[role="listbox"]') !== null)).toBe(true);
    await userEvent.keyboard('{Enter}');
    expect(reason()).not.toHaveValue('');
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  test('RC-3 a reason recorded is the most recent one, in this browser', async () => {
    const tab = renderTab();
    await choose('ref');
    expect(await complete(tab)).toBe(true);
    expect(tab.worker.recentReasons.read()).toEqual(['billing_refund']);
  });

  test('RC-3 of 500 codes only what can be seen is drawn, and the last is a key away', async () => {
    const codes = Array.from({ length: 500 }, (_, n) => ({
      ...(TREE.codes[3] as (typeof TREE.codes)[number]),
      id: `code_${n}`,
      reportingValue: `code_${n}`,
      labels: { en: `Reason ${n}` },
      order: n,
    }));
    renderTab({ 'reason-codes/current': () => ({ version: 4, tree: { ...TREE, version: 4, codes }, mostUsed: null }) });
    await ready();
    await userEvent.click(reason());
    expect(screen.getAllByRole('option')).toHaveLength(60);
    expect(screen.getAllByRole('option')[0]).toHaveAttribute('aria-setsize', '500');
    await userEvent.keyboard('{End}');
    expect(reason()).toHaveAttribute('aria-activedescendant', 'ih-reason-list-499');
    expect(document.getElementById('ih-reason-list-499')).toHaveTextContent('Reason 499');
  });
});

describe('AD-2 a publication while agents work', () => {
  const without = {
    ...TREE,
    version: 4,
    codes: TREE.codes.map((code) => (code.id === 'billing_refund' ? { ...code, active: false } : code)),
  };
  const publishing = () => {
    let published = TREE;
    return {
      publish: () => (published = without),
      answers: { 'reason-codes/current': () => ({ version: published.version, tree: published, mostUsed: null }) },
    };
  };

  test('AD-2 the next look brings it, and a draft on a code just retired keeps it and says so', async () => {
    const { publish, answers } = publishing();
    const tab = renderTab(answers);
    await choose('ref');
    publish();
    await act(() => tab.worker.reasonCodes.load());
    expect(reason()).toHaveValue('Billing › Refund');
    expect(reason()).toHaveAccessibleDescription(/has been retired since you chose it/);
    await userEvent.click(reason());
    expect(screen.queryByRole('option', { name: /Refund/ })).toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('interactions/record')[0]?.body.reasonId).toBe('billing_refund');
  });

  test('AD-2 a task in wrap-up keeps the codes it began with', async () => {
    const { publish, answers } = publishing();
    const tab = renderTab(answers, { task: aTask({ status: 'wrapping' }) });
    await ready();
    publish();
    await act(() => tab.worker.reasonCodes.load());
    await choose('ref');
    expect(reason()).toHaveValue('Billing › Refund');
    expect(screen.queryByText(/has been retired/)).toBeNull();
  });
});

describe('RC-4 two tabs of one agent', () => {
  /** The browser tells every other tab of a change; this one must be told here. */
  const told = (): void =>
    act(() => {
      for (const key of Object.keys(localStorage)) window.dispatchEvent(new StorageEvent('storage', { key }));
    });

  test('RC-4 what one tab has typed, stored or put off, the other shows', async () => {
    const first = renderTab();
    await choose('ref');
    await userEvent.type(comment(), 'typed in the first');
    first.unmount();
    renderTab();
    await ready();
    act(() => first.session.wrapUp.edit({ comment: 'and more' }));
    told();
    expect(comment()).toHaveValue('and more');
    expect(screen.getByText('Keeping…')).toBeVisible();
    expect(await complete(first)).toBe(true);
    told();
    expect(screen.getByText(/^Recorded/)).toBeVisible();
    expect(comment()).toHaveAttribute('readonly');
  });
});

test('RC-6 other customers’ unfinished work is not in this customer’s tab', async () => {
  const before = renderTab();
  await ready();
  await userEvent.type(comment(), 'about somebody else');
  before.unmount();
  const tab = renderTab({}, { task: aTask({ sid: `WR${'7'.repeat(32)}`, taskSid: `WT${'7'.repeat(32)}` }) });
  await ready();
  await recover(tab, (sid) => sid === tab.task.reservationSid);
  expect(tab.worker.abandonedDrafts.store.get()).toHaveLength(1);
  expect(screen.queryByRole('region', { name: 'Ended before you finished' })).toBeNull();
  expect(screen.queryByDisplayValue('about somebody else')).toBeNull();
});

describe('RC-6 a task that ended without its agent', () => {
  const gone = () => false;
  const NEXT = aTask({ sid: `WR${'7'.repeat(32)}`, taskSid: `WT${'7'.repeat(32)}` });

  test('RC-6 a draft with its reason takes the default’s place through the outbox', async () => {
    const tab = renderTab();
    await choose('ref');
    await userEvent.type(comment(), 'nearly done');
    act(() => tab.sessions.end(RESERVATION));
    await recover(tab, gone);
    expect(tab.worker.abandonedDrafts.store.get()).toEqual([]);
    expect(tab.worker.outbox.entryFor(TASK, RESERVATION)?.request).toMatchObject({
      reasonId: 'billing_refund',
      comment: 'nearly done',
      customerId: null,
    });
    expect(drafts()).toEqual([]);
  });

  test('RC-6 a comment without a reason waits for it, in a later page too, and is sent once it is complete', async () => {
    const before = renderTab();
    await ready();
    await userEvent.type(comment(), 'no reason yet');
    before.unmount();
    const tab = renderTab({}, { task: NEXT, topBar: true });
    await ready();
    await recover(tab, (sid) => sid === tab.task.reservationSid);
    const region = within(await screen.findByRole('region', { name: 'Ended before you finished' }));
    expect(region.getByRole('textbox', { name: /Comment/ })).toHaveValue('no reason yet');
    await userEvent.click(region.getByRole('button', { name: 'Record' }));
    expect(region.getByText('A reason is required to complete the task.')).toBeVisible();
    await userEvent.type(region.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
    await userEvent.click(region.getByRole('button', { name: 'Record' }));
    expect(screen.queryByRole('region', { name: 'Ended before you finished' })).toBeNull();
    await waitFor(() =>
      expect(tab.functions.to('interactions/record')[0]?.body).toMatchObject({
        reservationSid: RESERVATION,
        reasonId: 'billing_refund',
        comment: 'no reason yet',
      }),
    );
  });

  test('RC-6 a draft whose agent is writing is not sent in mid-sentence, though its reason is chosen', async () => {
    const tab = renderTab();
    await ready();
    await userEvent.type(comment(), 'no reason yet');
    await recover(tab, gone);
    const [draft] = tab.worker.abandonedDrafts.store.get();
    act(() => tab.worker.abandonedDrafts.edit(draft?.id ?? '', { reasonId: 'billing_refund', comment: 'half a sen' }));
    await recover(tab, gone);
    expect(tab.worker.outbox.entryFor(TASK, RESERVATION)).toBeNull();
    expect(tab.worker.abandonedDrafts.store.get()).toMatchObject([{ reasonId: 'billing_refund', comment: 'half a sen' }]);
  });

  test('RC-6 a recording answered after its task has ended leaves neither draft nor receipt in the browser', async () => {
    let answer = (): void => undefined;
    const tab = renderTab({
      'interactions/record': (body) => () => new Promise((resolve) => (answer = () => resolve(json(200, recordedAs(body))))),
    });
    await choose('ref');
    let saved = Promise.resolve(true);
    act(() => void (saved = tab.session.wrapUp.mayComplete()));
    await waitFor(() => expect(tab.functions.to('interactions/record')).toHaveLength(1));
    tab.unmount();
    tab.sessions.end(RESERVATION);
    answer();
    await saved;
    expect(Object.keys(localStorage).filter((key) => key.includes(RESERVATION))).toEqual([]);
  });

  test('RC-5 what the server refused for good is taken back after its task, given another reason, and sent', async () => {
    let refusing = true;
    const tab = renderTab(
      { 'interactions/record': (body) => (refusing ? refusal(400, 'invalid_request') : recordedAs(body)) },
      { topBar: true },
    );
    await choose('ref');
    await userEvent.type(comment(), 'kept all the while');
    act(() => tab.session.wrapUp.completeLater());
    await act(() => tab.worker.outbox.sendNow());
    tab.show(NEXT);
    act(() => tab.sessions.end(RESERVATION));
    await press('Choose another reason');
    expect(tab.worker.outbox.store.get().entries).toEqual([]);
    const region = within(await screen.findByRole('region', { name: 'Ended before you finished' }));
    expect(region.getByRole('textbox', { name: /Comment/ })).toHaveValue('kept all the while');
    await waitFor(() => expect(region.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
    refusing = false;
    await userEvent.type(region.getByRole('combobox', { name: /Reason/ }), 'inv{Enter}');
    await userEvent.click(region.getByRole('button', { name: 'Record' }));
    await waitFor(() =>
      expect(tab.functions.to('interactions/record').at(-1)?.body).toMatchObject({
        reasonId: 'billing_invoice',
        comment: 'kept all the while',
      }),
    );
  });

  test('RC-6 a draft is discarded only when asked twice, and of a task still at hand never', async () => {
    const tab = renderTab({}, { topBar: true });
    await ready();
    await userEvent.type(comment(), 'keep me');
    await recover(tab, () => true);
    expect(screen.queryByRole('region', { name: 'Ended before you finished' })).toBeNull();
    await recover(tab, gone);
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(drafts()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Discard for good' }));
    expect(drafts()).toEqual([]);
  });
});

test('Salesforce is told after the agent is free, for as long as more waits, and never delays completing', async () => {
  const tab = renderTab({
    'interactions/record': (body) => recordedAs(body, { toLog: true }),
    'interactions/log-pending': (_body, nth) => ({ logged: 1, failed: 0, more: nth < 3 }),
  });
  await choose('ref');
  expect(await complete(tab)).toBe(true);
  expect(tab.functions.to('interactions/log-pending')).toEqual([]);
  await waitFor(() => expect(tab.functions.to('interactions/log-pending')).toHaveLength(3), { timeout: 4_000 });
});

test('codes and settings are asked for once for a task, however often its tab is drawn, and however they fail', async () => {
  const atRealTime = Date.now;
  let later = 0;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => atRealTime() + later);
  const tab = renderTab({
    'reason-codes/current': () => refusal(503, 'upstream_unavailable'),
    'settings/current': () => refusal(503, 'upstream_unavailable'),
  });
  await waitFor(() => expect(tab.functions.to('settings/current')).toHaveLength(1));
  later = 3_600_000;
  await userEvent.type(comment(), 'typing on');
  clock.mockRestore();
  expect(tab.functions.to('settings/current')).toHaveLength(1);
  expect(tab.functions.to('reason-codes/current')).toHaveLength(1);
});

test('AD-5 where the policy asks for a comment, every reason needs one, and the field says so beforehand', async () => {
  const tab = renderTab({
    'settings/current': () => ({
      version: 1,
      published: { wrapUpPolicy: 'reason-and-comment' },
      effective: { wrapUpPolicy: 'reason-and-comment' },
      deployed: {},
      defaults: {},
    }),
  });
  await act(() => tab.worker.settings.load());
  await choose('ref');
  expect(comment()).toHaveAttribute('aria-required', 'true');
  expect(await complete(tab)).toBe(false);
  expect(comment()).toHaveAccessibleDescription('This reason needs a comment.');
});
