import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { json, refusal, unreachable } from '../../testing/fake-functions';
import { aCustomer, aLookup, aMatch, anEntry, aPage, aTask, failed, found, linkedTo, masterMatch } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

const radios = (): Promise<HTMLElement[]> => screen.findAllByRole('radio');
const three = () => aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres'), aMatch('Miguel Torres')) });

test('ID-3 look-up and history are asked once each for a reservation, however often the tab is drawn', async () => {
  const { functions, show, task, sessions } = renderTab();
  sessions.update(task);
  show(aTask({ status: 'wrapping' }));
  await screen.findByText('Ana Torres');
  expect(functions.to('customers/lookup').map(({ body }) => body.section)).toEqual(['stored', 'salesforce', 'master']);
  expect(functions.to('interactions/list').filter(({ body }) => body.address && !body.contactId)).toHaveLength(1);
});

test('ID-5 the card shows what confirms identity, and its source', async () => {
  renderTab();
  const customer = within(await screen.findByRole('region', { name: 'Customer' }));
  await customer.findByText('Ana Torres');
  for (const fact of [
    'Torres Imports · C-10042',
    '88 Bluxome St, San Francisco, CA 94107',
    'ana@torres.example',
    'Salesforce',
    'ID verified',
    'Portal active',
    '2 cases',
  ]) {
    expect(customer.getByText(fact)).toBeVisible();
  }
  expect(customer.getByText(/matched/)).toBeVisible();
});

test('ID-4 a Lead is said to be one, is linked as one, and has no cases yet', async () => {
  const salesforce = { accountId: null, contactId: null, leadId: '00Q000000000001', url: 'https://org.example/00Q000000000001' };
  const lead = aMatch('Ines Carvalho', { accountNumber: null, openCases: null, orders: null, salesforce });
  const { functions } = renderTab({
    'customers/lookup': () => aLookup({ salesforce: found(lead) }),
    'tasks/link-customer': () => linkedTo(aCustomer('Ines Carvalho', { accountNumber: null, salesforce })),
  });
  expect(await screen.findByRole('radio', { name: /Ines Carvalho.*Salesforce Lead/ })).toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: /Confirm/ }));
  expect(await screen.findByText('Cases need a customer who is in Salesforce')).toBeVisible();
  expect(screen.getByText('Salesforce Lead')).toBeVisible();
  expect(JSON.parse(functions.to('tasks/link-customer')[0]?.body.record ?? '')).toEqual({
    source: 'salesforce',
    contactId: null,
    accountId: null,
    leadId: '00Q000000000001',
  });
});

test('ID-6 one match is pre-selected and linked when the agent confirms with Enter; then the reason is next', async () => {
  const { functions } = renderTab();
  const [card] = await radios();
  expect(card).toBeChecked();
  card?.focus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
  expect(JSON.parse(functions.to('tasks/link-customer')[0]?.body.record ?? '')).toEqual({
    source: 'salesforce',
    contactId: '003000000000001',
    accountId: '001000000000001',
  });
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
});

test('ID-6 N rejects the pre-selected match; the focus goes on, and nobody is linked unless the agent confirms', async () => {
  const { functions, session } = renderTab({
    'customers/lookup': () => aLookup({ master: found(masterMatch('Ana Torres')) }),
  });
  const [card] = await radios();
  card?.focus();
  await userEvent.keyboard('n');
  await waitFor(() => expect(screen.getByRole('radio', { name: /Master/ })).toHaveFocus());
  await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
  await act(async () => expect(await session.wrapUp.mayComplete()).toBe(true));
  expect(functions.to('tasks/link-customer')).toEqual([]);
  expect(functions.to('interactions/record')[0]?.body.customerId).toBe('');
});

describe('ID-6 what an accepted task begins with has the focus', () => {
  const ringing = () => aTask({ status: 'pending' });

  test('the pre-selected card, on acceptance: Enter confirms', async () => {
    const { show, functions } = renderTab({}, { task: ringing() });
    const [card] = await radios();
    expect(document.body).toHaveFocus();
    show(aTask());
    await waitFor(() => expect(card).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(functions.to('tasks/link-customer')).toHaveLength(1));
  });

  test('N rejects it: the pane opens and has the focus', async () => {
    renderTab();
    const [card] = await radios();
    await waitFor(() => expect(card).toHaveFocus());
    await userEvent.keyboard('n');
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus());
  });

  test('several: none of them is active, ↓ is the first, ↑ the last', async () => {
    const { functions } = renderTab({ 'customers/lookup': three });
    await waitFor(() => expect(screen.getByRole('radiogroup')).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    for (const radio of await radios()) expect(radio).not.toBeChecked();
    expect(functions.to('tasks/link-customer')).toEqual([]);
    await userEvent.keyboard('{ArrowUp}');
    expect((await radios())[2]).toHaveFocus();
    screen.getByRole('radiogroup').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect((await radios())[0]).toHaveFocus();
  });

  test('a key still held from Accept neither confirms nor rejects', async () => {
    const { functions } = renderTab();
    const [card] = await radios();
    await waitFor(() => expect(card).toHaveFocus());
    for (const key of ['Enter', 'n']) fireEvent.keyDown(card as HTMLElement, { key, repeat: true });
    expect(card).toHaveFocus();
    expect(functions.to('tasks/link-customer')).toEqual([]);
  });

  test('not from a field she types in, here or elsewhere, when the look-up answers after the acceptance', async () => {
    let answer: (response: Response) => void = () => undefined;
    const later = new Promise<Response>((resolve) => (answer = resolve));
    renderTab({ 'customers/lookup': () => () => later });
    await userEvent.type(screen.getByRole('textbox', { name: /Comment/ }), 'One mo');
    await act(async () => answer(json(200, aLookup())));
    await radios();
    await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
    expect(screen.getByRole('textbox', { name: /Comment/ })).toHaveFocus();
  });

  test('once: a tab drawn again leaves the focus where it is', async () => {
    const { again } = renderTab();
    const [card] = await radios();
    await waitFor(() => expect(card).toHaveFocus());
    card?.blur();
    again();
    await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
    expect(document.body).toHaveFocus();
  });
});

test('ID-6 “Change” offers the matches again, none chosen; leaving it there changes nothing', async () => {
  const { functions, session } = renderTab();
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  expect(await screen.findByText('Who is it?')).toBeVisible();
  await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
  await act(async () => expect(await session.wrapUp.mayComplete()).toBe(true));
  expect(functions.to('interactions/record')[0]?.body.customerId).toBe('customer-1');
});

test('ID-6 of several matches none is chosen on arrival, and single letters typed in the comment reject nobody', async () => {
  renderTab({ 'customers/lookup': three });
  for (const radio of await radios()) expect(radio).not.toBeChecked();
  expect(screen.queryByRole('button', { name: /Confirm/ })).toBeNull();
  await userEvent.type(screen.getByRole('textbox', { name: /Comment/ }), 'n');
  expect(await radios()).toHaveLength(3);
});

test('ID-6 arrows move and unfold, Enter confirms the one they stand on', async () => {
  const { functions } = renderTab({
    'customers/lookup': () =>
      aLookup({
        salesforce: found(
          aMatch('Ana Torres'),
          aMatch('Miguel Torres', { salesforce: { accountId: null, contactId: '003000000000009', url: 'u' } }),
        ),
      }),
  });
  const [first, second] = await radios();
  first?.focus();
  expect(first).toBeChecked();
  await userEvent.keyboard('{ArrowDown}');
  expect(second).toHaveFocus();
  expect(screen.getByRole('button', { name: /Confirm Miguel Torres/ })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(functions.to('tasks/link-customer')).toHaveLength(1));
  expect(functions.to('tasks/link-customer')[0]?.body.record).toContain('003000000000009');
});

test('ID-7 without a Salesforce match the master’s is offered at once and linked as the master’s', async () => {
  const { functions } = renderTab({
    'customers/lookup': () => aLookup({ salesforce: found(), master: found(masterMatch('Aya Yamamoto')) }),
  });
  expect(await screen.findByText('Master')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Confirm Aya Yamamoto/ }));
  expect(JSON.parse(functions.to('tasks/link-customer')[0]?.body.record ?? '')).toEqual({
    source: 'master',
    accountNumber: 'A-204417',
  });
});

test('ID-7 “Not this customer” shows what the master has, without another request', async () => {
  const { functions } = renderTab({ 'customers/lookup': () => aLookup({ master: found(masterMatch('Aya Yamamoto')) }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Not this customer? Search the master' }));
  expect(await screen.findByText('Aya Yamamoto')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show the matches again' }));
  expect(await screen.findByText('Ana Torres')).toBeVisible();
  expect(functions.to('customers/lookup').map(({ body }) => body.section)).toEqual(['stored', 'salesforce', 'master']);
});

test('ID-8 nobody found: both sources are named', async () => {
  renderTab({ 'customers/lookup': () => aLookup({ salesforce: found(), master: found() }) });
  expect(await screen.findByText('No customer has this number')).toBeVisible();
  expect(screen.getByText(/Not found in Salesforce or the customer master/)).toBeVisible();
});

test('ID-2 a withheld caller is never looked up and has no history', async () => {
  const { functions } = renderTab({}, { task: aTask({ attributes: { from: 'anonymous' } }) });
  expect(await screen.findByText('The number is withheld')).toBeVisible();
  expect(screen.getByText(/Withheld calls share no history/)).toBeVisible();
  expect(functions.to('customers/lookup')).toEqual([]);
  expect(functions.to('interactions/list')).toEqual([]);
});

test('ID-13 Salesforce down costs its own box: the stored customer is offered, marked, and Retry brings the record', async () => {
  renderTab({
    'customers/lookup': (_body, nth) =>
      nth <= 3 ? aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') }, salesforce: failed }) : aLookup(),
    'interactions/list': () => aPage([anEntry(1)]),
  });
  expect(await screen.findByText('Salesforce isn’t responding')).toBeVisible();
  expect(screen.getByText('Previous contact')).toBeVisible();
  expect(await screen.findByText('Kim Lee · Billing EN · 6 min')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Retry: Salesforce isn’t responding' }));
  await waitFor(() => expect(screen.queryByText('Salesforce isn’t responding')).toBeNull());
  expect(screen.getByText('Salesforce')).toBeVisible();
});

describe('ID-7 ID-13 the master down', () => {
  const unneeded = 'The master isn’t responding. Showing matches from Salesforce.';
  const title = 'The master isn’t responding';

  test('costs nothing while Salesforce’s match stands; once that is rejected it says so, and Retry asks the master', async () => {
    renderTab({
      'customers/lookup': (_body, nth) => aLookup({ master: nth <= 3 ? failed : found(masterMatch('Aya Yamamoto')) }),
    });
    expect(await screen.findByText(unneeded)).toBeVisible();
    expect(screen.queryByText(title)).toBeNull();
    const [card] = await radios();
    card?.focus();
    await userEvent.keyboard('n');
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.queryByText(unneeded)).toBeNull();
    expect(screen.getByText(/None of the matches was right/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: `Retry: ${title}` }));
    expect(await screen.findByText('Aya Yamamoto')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('radiogroup')).toHaveFocus());
  });

  test('is not said of matches that are no longer shown: a customer is linked', async () => {
    renderTab({ 'customers/lookup': () => aLookup({ master: failed }) });
    await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
    await screen.findByRole('heading', { name: 'Ana Torres' });
    expect(screen.queryByText(unneeded)).toBeNull();
  });
});

describe('what had the focus is gone: what stands in its place has it', () => {
  test('ID-13 Retry of the whole look-up keeps the focus while it is asked, then the card has it', async () => {
    renderTab({ 'customers/lookup': (_body, nth) => (nth <= 6 ? unreachable : aLookup()) });
    const retry = await screen.findByRole('button', { name: 'Retry: The customer could not be looked up' });
    await userEvent.click(retry);
    await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
    expect(retry).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    const [card] = await radios();
    await waitFor(() => expect(card).toHaveFocus());
  });

  test('ID-6 Confirm, when linking fails: the card has it, and Enter tries again', async () => {
    const { functions } = renderTab({
      'tasks/link-customer': (_body, nth) =>
        nth === 1 ? refusal(503, 'upstream_unavailable') : linkedTo(aCustomer('Ana Torres')),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Confirm Ana Torres/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('could not be linked');
    expect(screen.getByRole('radio')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(functions.to('tasks/link-customer')).toHaveLength(2));
    await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
  });

  test('ID-13 Retry of the link: the reason is next, as after any confirmation', async () => {
    renderTab({
      'tasks/link-customer': (_body, nth) =>
        nth === 1 ? refusal(503, 'upstream_unavailable') : linkedTo(aCustomer('Ana Torres')),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Confirm Ana Torres/ }));
    await userEvent.click(await screen.findByRole('button', { name: /^Retry/ }));
    await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
  });
});

test('ID-13 the whole look-up failing leaves form and history alive', async () => {
  renderTab({ 'customers/lookup': () => unreachable, 'interactions/list': () => aPage([anEntry(1)]) });
  expect(await screen.findByText('The customer could not be looked up')).toBeVisible();
  expect(await screen.findByText('Billing › Refund')).toBeVisible();
  expect(screen.getByRole('combobox', { name: /Reason/ })).toBeEnabled();
});

test('a link that fails says so in its place, and the same button tries again', async () => {
  const { functions } = renderTab({
    'tasks/link-customer': (_body, nth) =>
      nth === 1 ? refusal(503, 'upstream_unavailable') : { customer: aCustomer('Ana Torres'), attributes: {} },
  });
  await userEvent.click(await screen.findByRole('button', { name: /Confirm Ana Torres/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Ana Torres could not be linked to this task');
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
  expect(functions.to('tasks/link-customer')).toHaveLength(2);
});

test('ID-12 the linked customer opens in Salesforce in a tab that cannot reach this one', async () => {
  renderTab();
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  const link = await screen.findByRole('link', { name: /Open in Salesforce/ });
  expect(link).toHaveAttribute('href', 'https://org.example/003000000000001');
  expect(link.getAttribute('rel')).toContain('noopener');
});

test('a customer linked before a reload or a transfer is shown without choosing again', async () => {
  renderTab(
    { 'interactions/list': (body) => aPage([], { customer: body.customerId ? aCustomer('Ana Torres') : null }) },
    { task: aTask({ attributes: { from: '+14155550100', interactionHistory: { customerId: 'customer-1' } } }) },
  );
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
});

describe('ID-13 the customer linked before a reload cannot be read', () => {
  const linkedBefore = () => aTask({ attributes: { from: '+14155550100', interactionHistory: { customerId: 'customer-1' } } });
  const down = () => refusal(503, 'upstream_unavailable');
  const title = 'The linked customer couldn’t be loaded';

  test('the tab says so, what the look-up found can be read, and Retry brings the customer back', async () => {
    let isDown = true;
    renderTab(
      {
        'customers/lookup': () => aLookup({ stored: isDown ? failed : { status: 'ok', customer: aCustomer('Ana Torres') } }),
        'interactions/list': () => (isDown ? down() : aPage([], { customer: aCustomer('Ana Torres') })),
      },
      { task: linkedBefore() },
    );
    expect(await screen.findByText(title)).toBeVisible();
    const [card] = await radios();
    expect(card).toHaveAccessibleName(/Ana Torres, Torres Imports/);
    expect(card).not.toBeChecked();
    expect(screen.queryByText('The customer store isn’t responding')).toBeNull();
    const retry = screen.getByRole('button', { name: `Retry: ${title}` });
    await userEvent.click(retry);
    await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
    expect(retry).toHaveFocus();
    isDown = false;
    await userEvent.click(retry);
    expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
    expect(screen.queryByText(title)).toBeNull();
    expect(screen.getByRole('region', { name: 'Customer' })).toContainElement(document.activeElement as HTMLElement);
  });

  test('Salesforce, silent as well, says so in its own box; N unlinks nobody', async () => {
    const { session } = renderTab(
      { 'customers/lookup': () => aLookup({ salesforce: failed, master: found(masterMatch('Aya')) }), 'interactions/list': down },
      { task: linkedBefore() },
    );
    expect(await screen.findByText('Salesforce isn’t responding')).toBeVisible();
    expect(await screen.findByText(title)).toBeVisible();
    (await radios())[0]?.focus();
    await userEvent.keyboard('n');
    expect(session.customer.store.get().link).toMatchObject({ phase: 'restoring', customerId: 'customer-1' });
    expect(screen.queryByRole('button', { name: /Not this customer/ })).toBeNull();
  });

  test('with the look-up down, too, each says so and neither spins for ever', async () => {
    renderTab({ 'customers/lookup': () => unreachable, 'interactions/list': down }, { task: linkedBefore() });
    expect(await screen.findByText('The customer could not be looked up')).toBeVisible();
    expect(screen.getByText(title)).toBeVisible();
    expect(screen.getByRole('region', { name: 'Customer' })).not.toHaveAttribute('aria-busy');
  });

  test('what is recorded meanwhile is hers', async () => {
    const { functions, session } = renderTab({ 'interactions/list': down }, { task: linkedBefore() });
    expect(await screen.findByText(title)).toBeVisible();
    await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
    await act(async () => expect(await session.wrapUp.mayComplete()).toBe(true));
    expect(functions.to('interactions/record')[0]?.body.customerId).toBe('customer-1');
    expect(functions.to('tasks/link-customer')).toEqual([]);
  });
});

test('ID-14 a customer whom a supervisor has merged into another since is that other one, still linked', async () => {
  const merged = aCustomer('Ana Torres', { customerId: 'customer-2' });
  const { session } = renderTab(
    { 'interactions/list': (body) => aPage([], { customer: body.customerId ? merged : null }) },
    { task: aTask({ attributes: { from: '+14155550100', interactionHistory: { customerId: 'customer-1' } } }) },
  );
  await waitFor(() =>
    expect(session.customer.store.get().link).toMatchObject({ phase: 'linked', customer: { customerId: 'customer-2' } }),
  );
});

test('an external id that is none of ours leaves the choice to the agent', async () => {
  renderTab({}, { task: aTask({ attributes: { from: '+14155550100', interactionHistory: { customerId: 'x/y' } } }) });
  expect(await screen.findByRole('radio', { name: /Ana Torres/ })).toBeVisible();
});

describe('ID-14 a customer known by this address to us alone', () => {
  const kept = aCustomer('Ben Kept', { customerId: 'customer-9', salesforce: null, accountNumber: null });
  const stored = (customer: Customer) => ({ status: 'ok' as const, customer });

  test('ID-10 made here and nowhere else: the one match, pre-selected, from our history', async () => {
    renderTab({ 'customers/lookup': () => aLookup({ stored: stored(kept), salesforce: found(), master: found() }) });
    expect(await screen.findByText('1 match, pre-selected')).toBeVisible();
    expect(screen.getByText('Ben Kept')).toBeVisible();
    expect(screen.getByText('Previous contact')).toBeVisible();
    expect(screen.queryByRole('search')).toBeNull();
  });

  test('ID-6 ID-11 a friend’s phone that was kept, and its owner in Salesforce: the agent chooses, N says neither', async () => {
    renderTab({
      'customers/lookup': () => aLookup({ stored: stored(kept), salesforce: found(aMatch('Ana Torres')), master: found() }),
    });
    expect(await screen.findByText('Who is it?')).toBeVisible();
    const cards = screen.getAllByRole('radio');
    expect(cards).toHaveLength(2);
    expect(screen.queryByRole('radio', { checked: true })).toBeNull();
    cards[0]?.focus();
    await userEvent.keyboard('n');
    expect(await screen.findByRole('search')).toBeVisible();
    expect(screen.queryByRole('radio')).toBeNull();
  });

  test('a caller who was recorded and never identified is nobody to confirm', async () => {
    const nameless = { ...kept, name: null, company: null };
    renderTab({ 'customers/lookup': () => aLookup({ stored: stored(nameless), salesforce: found(), master: found() }) });
    expect(await screen.findByText('No customer has this number')).toBeVisible();
    expect(screen.queryByRole('radio')).toBeNull();
  });
});

describe('ID-13 the title never says more than is known', () => {
  test('ID-13 with the master down nobody has said that no customer has this number', async () => {
    renderTab({ 'customers/lookup': () => aLookup({ salesforce: found(), master: failed }) });
    expect(await screen.findByText('Nobody found so far')).toBeVisible();
    expect(screen.queryByText('No customer has this number')).toBeNull();
  });

  test('ID-13 with every source answered it is said', async () => {
    renderTab({ 'customers/lookup': () => aLookup({ salesforce: found(), master: found() }) });
    expect(await screen.findByText('No customer has this number')).toBeVisible();
  });
});

describe('ID-2 a task without any address', () => {
  test('ID-2 has no caller: nothing is withheld', async () => {
    renderTab({}, { task: aTask({ attributes: { title: 'Back office' }, taskChannelUniqueName: 'default' }) });
    expect(await screen.findByText('No caller')).toBeVisible();
    expect(screen.getByText('This task has no caller')).toBeVisible();
    expect(screen.queryByText(/withheld/i)).toBeNull();
  });

  test('ID-2 a call without one has withheld it', async () => {
    renderTab({}, { task: aTask({ attributes: { from: 'anonymous' } }) });
    expect(await screen.findByText('Number withheld')).toBeVisible();
  });
});

describe('ID-6 the focus of an accepted task', () => {
  test('ID-6 a task that was accepted by itself takes no focus while the agent types, so no letter rejects its caller', async () => {
    const { show, session } = renderTab({}, { task: aTask({ status: 'pending' }) });
    await screen.findByText('Ana Torres');
    await userEvent.keyboard('n');
    show(aTask());
    await screen.findByRole('button', { name: /Confirm/ });
    await userEvent.keyboard('n');
    expect(session.customer.store.get().rejected).toEqual([]);
    expect(screen.getByRole('radio', { name: /Ana Torres/ })).not.toHaveFocus();
  });
});

describe('ID-13 each section as it arrives', () => {
  /** Sources that answer when they are let go. */
  function arriving(answer = aLookup()) {
    const open: Record<string, () => void> = {};
    const tab = renderTab({
      'customers/lookup':
        ({ section = '' }) =>
        () =>
          new Promise((resolve) => (open[section] = () => resolve(json(200, answer)))),
    });
    const let_ = async (section: string): Promise<void> => {
      await waitFor(() => expect(open[section]).toBeDefined());
      await act(async () => open[section]?.());
    };
    return { ...tab, arrive: let_ };
  }

  test('ID-13 the name we have stored waits for no other source, and becomes the full card when Salesforce answers', async () => {
    const { arrive } = arriving(aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') } }));
    await arrive('stored');
    expect(await screen.findByText('Ana Torres')).toBeVisible();
    expect(screen.queryByText('88 Bluxome St, San Francisco, CA 94107')).toBeNull();
    await arrive('salesforce');
    expect(await screen.findByText('88 Bluxome St, San Francisco, CA 94107')).toBeVisible();
    expect(await radios()).toHaveLength(1);
  });

  test('ID-13 with our store and the master hanging the Salesforce match is there, pre-selected', async () => {
    const { arrive } = arriving();
    await arrive('salesforce');
    expect(await screen.findByText('1 match, pre-selected')).toBeVisible();
    expect(screen.getByRole('radio', { name: /Ana Torres/ })).toBeChecked();
  });

  test('ID-7 a master’s match is shown while Salesforce has still to answer, and counts as chosen only once it has', async () => {
    const { arrive, session } = arriving(aLookup({ salesforce: found(), master: found(masterMatch('Aya Yamamoto')) }));
    await arrive('master');
    expect(await screen.findByText('Aya Yamamoto')).toBeVisible();
    expect(screen.queryByText(/Will be recorded as/)).toBeNull();
    await arrive('salesforce');
    await arrive('stored');
    expect(await screen.findByText('Will be recorded as Aya Yamamoto')).toBeVisible();
    expect(session.customer.store.get().lookup.phase).toBe('done');
  });

  test('ID-8 nobody is said to be found before every source has answered', async () => {
    const { arrive } = arriving(aLookup({ salesforce: found(), master: found() }));
    await arrive('stored');
    await arrive('master');
    expect(screen.queryByText('No customer has this number')).toBeNull();
    await arrive('salesforce');
    expect(await screen.findByText('No customer has this number')).toBeVisible();
  });

  test('ID-13 a card that has the focus keeps it when the next section draws it again', async () => {
    const { arrive } = arriving(aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') } }));
    await arrive('stored');
    (await radios())[0]?.focus();
    await arrive('salesforce');
    await waitFor(() => expect(screen.getByRole('radio', { name: /Salesforce/ })).toHaveFocus());
  });

  test('ID-13 a source whose request gets no answer at all is said to have failed, in its own section', async () => {
    renderTab({
      'customers/lookup': ({ section }) =>
        section === 'salesforce' ? unreachable : aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') } }),
    });
    expect(await screen.findByText('Salesforce isn’t responding')).toBeVisible();
    expect(screen.getByText('Ana Torres')).toBeVisible();
  });

  test('ID-13 what failed is asked again quietly while the contact lasts', async () => {
    jest.useFakeTimers();
    const { functions } = renderTab({
      'customers/lookup': (_body, nth) => aLookup({ salesforce: nth <= 3 ? failed : found(aMatch('Ana Torres')) }),
    });
    await act(() => jest.advanceTimersByTimeAsync(15_100));
    expect(functions.to('customers/lookup').map(({ body }) => body.section)).toEqual([
      'stored',
      'salesforce',
      'master',
      'salesforce',
    ]);
    expect(screen.getByText('Ana Torres')).toBeVisible();
    jest.useRealTimers();
  });
});
