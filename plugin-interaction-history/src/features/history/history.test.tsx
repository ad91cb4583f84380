import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, refusal } from '../../testing/fake-functions';
import { aCustomer, aLookup, aMatch, anEntry, aPage, found, TASK, WORKER } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

const history = async () => within(await screen.findByRole('region', { name: 'History' }));
const stored = () => aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') } });

test('IH-2 an entry shows when, how, why, who and what was said, in the agent’s locale', async () => {
  renderTab({
    'customers/lookup': stored,
    'interactions/list': () =>
      aPage([anEntry(0), anEntry(1, { worker: { sid: WORKER, name: 'Ada Agent' }, channel: 'whatsapp', caseNumber: null })]),
  });
  const region = await history();
  expect(await region.findAllByText('Billing › Refund')).toHaveLength(2);
  const time = region.getByText(/^16 Nov \d\d:\d\d$/);
  expect(time).toBeVisible();
  expect(time.parentElement).toHaveTextContent(/^.+ · 16 Nov/);
  expect(region.getByText('Kim Lee · Billing EN · 6 min')).toBeVisible();
  expect(region.getByRole('link', { name: /Case 00001027/ })).toHaveAttribute('href', 'https://org.example/500000000001027');
  expect(region.getByText('You · Billing EN · 6 min')).toBeVisible();
  expect(region.getByText('Inbound WhatsApp')).toBeVisible();
});

test('ID-11 IH-2 an address that is not this caller’s is shown, with its direction; her own and none are not', async () => {
  renderTab({
    'customers/lookup': stored,
    'interactions/list': () =>
      aPage([
        anEntry(0, { address: '+14155550199' }),
        anEntry(1, { address: 'ana@torres.example', direction: 'outbound' }),
        anEntry(2),
        anEntry(3, { address: null }),
      ]),
  });
  const region = await history();
  const seen = (text: string) => (_content: string, element: Element | null) =>
    element?.children.length === 0 && (element.textContent ?? '').replace(/[\u2066-\u2069]/g, '') === text;
  expect(await region.findByText(seen('from +1 415 555 0199'))).toBeVisible();
  expect(region.getByText(seen('to ana@torres.example'))).toBeVisible();
  expect(region.queryAllByText(/(from|to) .*(\+1 415 555 0100|null)/)).toEqual([]);
});

test('IH-2 reasons are read in the agent’s language', async () => {
  renderTab({ 'customers/lookup': stored, 'interactions/list': () => aPage([anEntry(0)]) }, { locale: 'ja-JP' });
  expect(await within(await screen.findByRole('region', { name: '履歴' })).findByText('請求 › 返金')).toBeVisible();
});

test('IH-1 more comes on demand by cursor, and no entry twice', async () => {
  const first = [anEntry(0), anEntry(1)];
  const { functions } = renderTab({
    'customers/lookup': stored,
    'interactions/list': (body) =>
      body.cursor ? aPage([anEntry(1), anEntry(2)], { total: 3 }) : aPage(first, { total: 3, nextCursor: 'after-1' }),
  });
  const region = await history();
  expect(await region.findByText('2 of 3 shown')).toBeVisible();
  await userEvent.click(region.getByRole('button', { name: 'Show 1 more' }));
  expect(await region.findByText('3 of 3 shown')).toBeVisible();
  expect(functions.to('interactions/list')[1]?.body).toMatchObject({ cursor: 'after-1', address: '+14155550100' });
  expect(region.queryByRole('button', { name: /more/ })).toBeNull();
});

test.each([
  [3, 8, ['Show 3 more', 'Show 2 more']],
  [20, 41, ['Show 20 more', 'Show 1 more']],
])('IH-1 a page of %i, %i in all: the button says what the next page brings', async (size, total, words) => {
  const page = (from: number) => {
    const entries = Array.from({ length: Math.min(size, total - from) }, (_, n) => anEntry(from + n));
    return aPage(entries, { total, nextCursor: from + size < total ? String(from + size) : null });
  };
  renderTab({ 'customers/lookup': stored, 'interactions/list': (body) => page(Number(body.cursor ?? 0)) });
  const region = await history();
  for (const name of words) await userEvent.click(await region.findByRole('button', { name }));
  expect(await region.findByText(`${total} of ${total} shown`)).toBeVisible();
});

test('ID-6 with several matches nobody’s history is shown until one is confirmed', async () => {
  const { functions } = renderTab({
    'customers/lookup': () => aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres')) }),
    'interactions/list': (body) => aPage(body.customerId ? [anEntry(0)] : [anEntry(5)]),
  });
  const region = await history();
  expect(await region.findByText('Confirm the customer to see their history')).toBeVisible();
  expect(region.queryByText('Billing › Refund')).toBeNull();
  (await screen.findAllByRole('radio'))[0]?.focus();
  await userEvent.keyboard('{Enter}');
  expect(await (await history()).findByText('Billing › Refund')).toBeVisible();
  expect(functions.to('interactions/list').map(({ body }) => body.customerId ?? 'address')).toEqual(['address', 'customer-1']);
});

test('ID-14 a match not linked with this number yet shows the history of its own record', async () => {
  const { functions } = renderTab({ 'interactions/list': (body) => aPage(body.contactId ? [anEntry(0)] : []) });
  expect(await (await history()).findByText('Billing › Refund')).toBeVisible();
  expect(functions.to('interactions/list').at(-1)?.body.contactId).toBe('003000000000001');
});

test('ID-13 history failing says so, and its own Retry brings it', async () => {
  renderTab({
    'customers/lookup': stored,
    'interactions/list': (_body, nth) => (nth < 3 ? refusal(503, 'upstream_unavailable') : aPage([anEntry(0)])),
  });
  const region = await history();
  expect(await region.findByText('The history could not be loaded')).toBeVisible();
  const retry = region.getByRole('button', { name: /Retry/ });
  await userEvent.click(retry);
  await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
  expect(retry).toHaveFocus();
  await userEvent.click(retry);
  expect(await region.findByText('Billing › Refund')).toBeVisible();
  await waitFor(() => expect(region.queryByText('The history could not be loaded')).toBeNull());
  expect(region.getByRole('heading', { name: 'History' })).toHaveFocus();
});

test('a long comment opens and closes', async () => {
  renderTab({ 'customers/lookup': stored, 'interactions/list': () => aPage([anEntry(0, { comment: 'word '.repeat(60) })]) });
  const region = await history();
  await userEvent.click(await region.findByRole('button', { name: 'Show all' }));
  expect(region.getByRole('button', { name: 'Show less' })).toHaveAttribute('aria-expanded', 'true');
});

test('IH-2 a transfer, an end without the agent and a late recording are told apart', async () => {
  const from = { reservationSid: `WR${'9'.repeat(32)}`, worker: { sid: `WK${'9'.repeat(32)}`, name: 'Ola Nowak' } };
  renderTab({
    'customers/lookup': stored,
    'interactions/list': () =>
      aPage([anEntry(0, { transferredFrom: from }), anEntry(1, { endedBy: 'timeout', verified: false })]),
  });
  const region = await history();
  expect(await region.findByText('Transferred from Ola Nowak')).toBeVisible();
  expect(region.getByText('Ended by time-out, no reason chosen')).toBeVisible();
  expect(region.getByText('sent later')).toBeVisible();
});

describe('IH-2 filters', () => {
  const two = [anEntry(0), anEntry(1, { channel: 'sms', comment: 'Sent the invoice again' })];

  test('IH-2 reason, channel and words go to the server together, and clearing them brings everything back', async () => {
    const { functions } = renderTab({
      'customers/lookup': stored,
      'interactions/list': (body) => (body.filter ? aPage([two[1] ?? anEntry(1)], { total: 2 }) : aPage(two)),
    });
    const region = await history();
    await userEvent.selectOptions(await region.findByLabelText('Filter by reason'), 'billing');
    await userEvent.selectOptions(region.getByLabelText('Filter by channel'), 'sms');
    await userEvent.type(region.getByLabelText('Filter by words'), 'invoice{Enter}');
    expect(await region.findByText('1 found, 2 in all')).toBeVisible();
    expect(JSON.parse(functions.to('interactions/list').at(-1)?.body.filter ?? '')).toEqual({
      reasonId: 'billing',
      channel: 'sms',
      text: 'invoice',
    });
    await userEvent.selectOptions(region.getByLabelText('Filter by reason'), '');
    await userEvent.selectOptions(region.getByLabelText('Filter by channel'), '');
    await userEvent.type(region.getByLabelText('Filter by words'), '{Escape}');
    expect(await region.findByText('2 of 2 shown')).toBeVisible();
  });

  test('IH-2 on coming back what is shown is read again, and no filter that was tried before', async () => {
    const { functions } = renderTab({ 'customers/lookup': stored, 'interactions/list': () => aPage(two) });
    const region = await history();
    for (const words of ['a', 'b', 'c'])
      await userEvent.type(await region.findByLabelText('Filter by words'), `{Escape}${words}{Enter}`);
    const { length } = functions.to('interactions/list');
    act(() => void window.dispatchEvent(new Event('focus')));
    await waitFor(() => expect(functions.to('interactions/list')).toHaveLength(length + 2));
    const filters = functions.to('interactions/list').map(({ body }) => body.filter);
    expect(filters.slice(length)).toEqual([undefined, JSON.stringify({ text: 'c' })]);
  });

  test('IH-2 a retired reason can be filtered by: history has it', async () => {
    renderTab({ 'customers/lookup': stored, 'interactions/list': () => aPage(two) });
    const region = await history();
    expect(
      within(await region.findByLabelText('Filter by reason')).getByRole('option', { name: 'Refund by cheque' }),
    ).toBeVisible();
  });

  test('IH-2 nothing found says so; a search that stopped at its bound says how far it got, and goes on', async () => {
    const { functions } = renderTab({
      'customers/lookup': stored,
      'interactions/list': (body) => {
        if (!body.filter) return aPage(two);
        if (body.cursor) return aPage([], { total: 2 });
        return aPage([], { total: 2, nextCursor: 'on', complete: false, scannedTo: '2026-03-03T10:00:00.000Z' });
      },
    });
    const region = await history();
    await userEvent.type(await region.findByLabelText('Filter by words'), 'zzz{Enter}');
    expect(await region.findByText(/^Searched back to 3 Mar/)).toBeVisible();
    await userEvent.click(region.getByRole('button', { name: 'Search further back' }));
    expect(await region.findByText('No entries match your filters')).toBeVisible();
    expect(functions.to('interactions/list').at(-1)?.body).toMatchObject({ cursor: 'on' });
  });
});

describe('IH-1 what a colleague records meanwhile', () => {
  test('on coming back to the page it is on top, and pages asked for stay', async () => {
    const pages = [
      aPage([anEntry(1)], { total: 2, nextCursor: 'after-1' }),
      aPage([anEntry(2)], { total: 2 }),
      aPage([anEntry(0, { comment: 'New from Kim' }), anEntry(1, { comment: 'Changed' })], { total: 3, nextCursor: 'after-1' }),
    ];
    renderTab({ 'customers/lookup': stored, 'interactions/list': (_body, nth) => pages[nth - 1] ?? aPage([]) });
    const region = await history();
    await userEvent.click(await region.findByRole('button', { name: 'Show 1 more' }));
    expect(await region.findByText('2 of 2 shown')).toBeVisible();
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(await region.findByText('New from Kim')).toBeVisible();
    expect(region.getByText('Changed')).toBeVisible();
    expect(region.getByText('3 of 3 shown')).toBeVisible();
  });

  test('a page that was on its way while the list was read anew is not put behind a gap', async () => {
    let deliver = (_page: Response): void => undefined;
    const late = new Promise<Response>((resolve) => (deliver = resolve));
    const first = aPage([anEntry(8), anEntry(9)], { total: 4, nextCursor: 'after-9' });
    const anew = aPage([anEntry(0), anEntry(1)], { total: 6, nextCursor: 'after-1' });
    let reads = 0;
    renderTab({
      'customers/lookup': stored,
      'interactions/list': (body) => (body.cursor ? () => late : ++reads === 1 ? first : anew),
    });
    const region = await history();
    await userEvent.click(await region.findByRole('button', { name: 'Show 2 more' }));
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(await region.findByText('2 of 6 shown')).toBeVisible();
    await act(async () => deliver(json(200, aPage([anEntry(10), anEntry(11)], { total: 4 }))));
    expect(region.getByText('2 of 6 shown')).toBeVisible();
  });

  test('an entry that has gone to another customer is gone on coming back', async () => {
    const pages = [aPage([anEntry(0), anEntry(1)]), aPage([anEntry(1)])];
    renderTab({ 'customers/lookup': stored, 'interactions/list': (_body, nth) => pages[nth - 1] ?? aPage([]) });
    const region = await history();
    expect(await region.findByText('2 of 2 shown')).toBeVisible();
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(await region.findByText('1 of 1 shown')).toBeVisible();
  });

  test('a tab that is looked at asks for one entry now and then, and reads the page only when something is new', async () => {
    jest.useFakeTimers();
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    let newest = anEntry(1);
    const { functions } = renderTab({
      'customers/lookup': stored,
      'interactions/list': (body) => (body.limit ? aPage([newest], { total: 1 }) : aPage([newest])),
    });
    await act(() => jest.advanceTimersByTimeAsync(100));
    const asked = (): (string | undefined)[] => functions.to('interactions/list').map(({ body }) => body.limit);
    await act(() => jest.advanceTimersByTimeAsync(20_000));
    expect(asked()).toEqual([undefined, '1']);
    newest = anEntry(0, { comment: 'New from Kim' });
    await act(() => jest.advanceTimersByTimeAsync(20_100));
    expect(asked()).toEqual([undefined, '1', '1', undefined]);
    expect((await history()).getByText('New from Kim')).toBeVisible();
    await user.keyboard('{Tab}');
    jest.useRealTimers();
  });
});

describe('the last contact', () => {
  const before = anEntry(1, { comment: 'Promised a call back on Friday', caseNumber: '00001027' });
  const contact = async () => (await screen.findByText('Last contact')).parentElement as HTMLElement;

  test('is the one before this task, though this task is recorded already, or its part before a transfer', async () => {
    const ofThisTask = [anEntry(0, { taskSid: TASK, comment: 'today' })];
    renderTab({ 'interactions/list': () => aPage([...ofThisTask, before]) });
    await waitFor(async () => expect(await contact()).toHaveTextContent('Promised a call back on Friday'));
    expect(await contact()).not.toHaveTextContent('today');
  });

  test('says what was said, with the case that was opened', async () => {
    renderTab({ 'interactions/list': () => aPage([before]) });
    await waitFor(async () => expect(await contact()).toHaveTextContent('Promised a call back on Friday'));
    expect(within(await contact()).getByRole('link', { name: /Case 00001027/ })).toBeVisible();
  });
});
