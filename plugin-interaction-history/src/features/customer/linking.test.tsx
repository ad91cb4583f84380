import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, unreachable } from '../../testing/fake-functions';
import { aCustomer, aLookup, aMatch, aTask, found, linkedTo, masterMatch, recordedAs } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

type Answers = Parameters<typeof renderTab>[0];
type Tab = ReturnType<typeof renderTab>;
const ana = linkedTo(aCustomer('Ana Torres'));

/** Ana is linked, and Change was pressed. */
async function change(answers: Answers = {}): Promise<Tab> {
  const tab = renderTab({
    'tasks/link-customer': (body) => (body.record ? ana : linkedTo(null, { addressKept: false })),
    ...answers,
  });
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  await screen.findByText('Ana Torres stays linked until you choose another.');
  return tab;
}
const links = ({ functions }: Tab): string[] => functions.to('tasks/link-customer').map(({ body }) => body.record ?? '');
const complete = async ({ session }: Tab): Promise<boolean> => {
  await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
  let done = false;
  await act(async () => void (done = await session.wrapUp.mayComplete()));
  return done;
};

test('ID-11 “No customer” takes the customer off the task, and the interaction is recorded without one', async () => {
  const tab = await change();
  await userEvent.click(screen.getByRole('button', { name: 'No customer' }));
  expect(await screen.findByText('No customer is chosen')).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/Unlinking the customer/)).toBeNull());
  expect(links(tab)).toEqual([expect.any(String), '']);
  expect(await complete(tab)).toBe(true);
  expect(tab.functions.to('interactions/record')[0]?.body.customerId).toBe('');
});

test('ID-11 “Keep” goes back without a request', async () => {
  const tab = await change();
  await userEvent.click(screen.getByRole('button', { name: 'Keep Ana Torres' }));
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
  expect(links(tab)).toHaveLength(1);
});

test('ID-12 after Change, N on every match takes customers.* off the task', async () => {
  const tab = await change({ 'customers/lookup': () => aLookup({ master: found(masterMatch('Aya Yamamoto')) }) });
  const [card] = await screen.findAllByRole('radio');
  card?.focus();
  await userEvent.keyboard('n');
  // the linked one was among those rejected; what the master has may still be the caller
  await waitFor(() => expect(links(tab)).toEqual([expect.any(String), '']));
  const master = await screen.findByRole('radio', { name: /Master/ });
  await waitFor(() => expect(master).toHaveFocus());
  await userEvent.keyboard('n');
  expect(await screen.findByText('No customer is chosen')).toBeVisible();
  expect(links(tab)).toHaveLength(2);
  expect(await complete(tab)).toBe(true);
  expect(tab.functions.to('interactions/record')[0]?.body.customerId).toBe('');
});

test('ID-11 another one chosen after Change replaces the first', async () => {
  const anna = aMatch('Anna Torres', {
    salesforce: { accountId: null, contactId: '003000000000002', url: 'https://org.example/2' },
  });
  renderTab({
    'customers/lookup': () => aLookup({ salesforce: found(aMatch('Ana Torres'), anna) }),
    'tasks/link-customer': (body) =>
      body.record?.includes('003000000000002') ? linkedTo(aCustomer('Anna Torres', { customerId: 'customer-2' })) : ana,
  });
  (await screen.findAllByRole('radio'))[0]?.focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  (await screen.findAllByRole('radio'))[1]?.focus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Anna Torres' })).toBeVisible();
});

test('ID-13 unlinking that fails says so, can be tried again, and is tried again before recording', async () => {
  let works = false;
  const tab = await change({
    'tasks/link-customer': (body) => (body.record ? ana : works ? linkedTo(null) : refusal(503, 'upstream_unavailable')),
  });
  await userEvent.click(screen.getByRole('button', { name: 'No customer' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Couldn’t unlink the customer from this task');
  expect(await complete(tab)).toBe(false);
  expect(tab.functions.to('interactions/record')).toEqual([]);
  works = true;
  await act(async () => expect(await tab.session.wrapUp.mayComplete()).toBe(true));
  expect(links(tab).filter((record) => record === '')).toHaveLength(3);
});

test('RC-5 completed later: the outbox takes the customer off first, then records', async () => {
  let works = false;
  const tab = await change({
    'tasks/link-customer': (body) => (body.record ? ana : works ? linkedTo(null) : unreachable),
    'interactions/record': (body) => recordedAs(body),
  });
  await userEvent.click(screen.getByRole('button', { name: 'No customer' }));
  await screen.findByText('Couldn’t unlink the customer from this task');
  await complete(tab);
  await userEvent.click(await screen.findByRole('button', { name: 'Complete now, send later' }));
  works = true;
  await act(() => tab.worker.outbox.sendNow());
  expect(tab.functions.sent.slice(-2).map(({ path, body }) => [path, body.record ?? body.customerId])).toEqual([
    ['tasks/link-customer', ''],
    ['interactions/record', ''],
  ]);
});

describe('ID-14 the caller’s address', () => {
  const strange = {
    'tasks/link-customer': (body: Record<string, string>) =>
      linkedTo(aCustomer('Ana Torres'), { addressKept: body.keepAddress === 'true' }),
  };

  test('ID-14 is asked about once, without taking the focus; Yes links again with it', async () => {
    const { functions } = renderTab(strange);
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    expect(await screen.findByText('Add +1 415 555 0100 to Ana Torres’s phone numbers?')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    expect(await screen.findByText('+1 415 555 0100 was added to Ana Torres.')).toBeVisible();
    expect(functions.to('tasks/link-customer')[1]?.body).toMatchObject({ keepAddress: 'true' });
  });

  test('ID-17 what the agent kept they take back: at once, or within a day; a failure says so', async () => {
    const kept = linkedTo(aCustomer('Ana Torres'), { addressKept: true, mayRelease: true });
    const { functions } = renderTab({
      'tasks/link-customer': () => kept,
      'customers/release-address': (_body, nth) => (nth === 1 ? unreachable : { customer: kept.customer }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/Couldn’t undo it/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Add +1 415 555 0100 to Ana Torres’s phone numbers?')).toBeVisible();
    expect(functions.to('customers/release-address')[1]?.body).toMatchObject({
      identity: JSON.stringify({ kind: 'phone', value: '+14155550100' }),
    });
    await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
  });

  test('ID-11 No keeps it on the interaction alone', async () => {
    const { functions } = renderTab(strange);
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'No' }));
    expect(screen.queryByText(/to Ana Torres’s phone numbers/)).toBeNull();
    expect(functions.to('tasks/link-customer')).toHaveLength(1);
  });

  test('ID-14 is not asked about where the record holds it, nor of a withheld caller', async () => {
    renderTab();
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    await screen.findByRole('heading', { name: 'Ana Torres' });
    expect(screen.queryByRole('button', { name: 'Yes' })).toBeNull();
  });

  test('ID-2 a withheld caller is never asked', async () => {
    const task = aTask({ attributes: { from: 'anonymous' } });
    const tab = renderTab(strange, { task });
    await act(async () => void (await tab.session.customer.choose({ from: 'match', match: aMatch('Ana Torres') })));
    expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Yes' })).toBeNull();
  });

  test('ID-13 keeping that fails says so, and can be answered again', async () => {
    renderTab({
      'tasks/link-customer': (body, nth) =>
        nth === 2 ? unreachable : linkedTo(aCustomer('Ana Torres'), { addressKept: body.keepAddress === 'true' }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Yes' }));
    expect(await screen.findByText(/Couldn’t save it/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    expect(await screen.findByText(/was added to Ana Torres/)).toBeVisible();
  });
});

test('two choices in a row: the last one is the task’s', async () => {
  const tab = renderTab({
    'tasks/link-customer': (body) => linkedTo(aCustomer(body.record?.includes('003000000000002') ? 'Anna Torres' : 'Ana Torres')),
  });
  await screen.findByRole('radio');
  const other = aMatch('Anna Torres', {
    salesforce: { accountId: null, contactId: '003000000000002', url: 'https://org.example/2' },
  });
  await act(async () => {
    void tab.session.customer.choose({ from: 'match', match: aMatch('Ana Torres') });
    await tab.session.customer.choose({ from: 'match', match: other });
  });
  expect(await screen.findByRole('heading', { name: 'Anna Torres' })).toBeVisible();
  expect(links(tab)).toHaveLength(2);
});

test('ID-12 confirming pops the record once, on the agent’s own key; a save that links pops nothing', async () => {
  const tab = renderTab();
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await screen.findByRole('heading', { name: 'Ana Torres' });
  expect(tab.screenPop.pop).toHaveBeenCalledWith('https://org.example/003000000000001', 'gesture');
  tab.unmount();
  const saved = renderTab({}, { task: aTask({ sid: `WR${'2'.repeat(32)}` }) });
  await screen.findByRole('radio');
  expect(await complete(saved)).toBe(true);
  expect(saved.screenPop.pop).not.toHaveBeenCalled();
});
