import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import {
  aCustomer,
  aLookup,
  aMasterRecord,
  aMatch,
  found,
  foundBySearch,
  linkedTo,
  masterMatch,
  masterResult,
  nobody,
} from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

type Answers = Parameters<typeof renderTab>[0];

/** A search that finds the record in the master alone, and Enter on it. */
async function openRecord(answers: Answers = {}): Promise<ReturnType<typeof renderTab>> {
  const tab = renderTab({
    'customers/lookup': nobody,
    'customers/search': () => foundBySearch([masterResult('Aya Yamamoto')]),
    'customers/master-record': () => aMasterRecord(),
    'tasks/link-customer': () => linkedTo(aCustomer('Aya Yamamoto')),
    ...answers,
  });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'aya{Enter}');
  await screen.findAllByRole('option');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  return tab;
}
const addButton = (): Promise<HTMLElement> => screen.findByRole('button', { name: /Add to Salesforce/ });
const records = (tab: ReturnType<typeof renderTab>): unknown[] =>
  tab.functions.to('tasks/link-customer').map(({ body }) => JSON.parse(body.record || 'null') as unknown);
const made = aMatch('Aya Yamamoto', {
  salesforce: { accountId: '001000000000007', contactId: '003000000000007', url: 'https://org.example/7' },
});

test('ID-9 a master record is shown in full before it is brought in, with the focus on the button', async () => {
  await openRecord();
  await waitFor(async () => expect(await addButton()).toHaveFocus());
  for (const fact of [
    'billing@yamamoto.example',
    '2150 Folsom St, San Francisco, CA 94110',
    'Business fibre 1 Gbps',
    '120.50, 3 Nov 2026',
    'Primary contact: 山本 彩',
    'aya@yamamoto.example',
    'Office +1 415 555 0163',
    'Active',
  ])
    expect(screen.getByText(fact)).toBeVisible();
  expect(screen.getByText('The caller’s +1 415 555 0100 is kept on the interaction.')).toBeVisible();
});

test('ID-9 Enter brings it in, links the contact and goes on to the reason', async () => {
  const tab = await openRecord({ 'customers/import': () => ({ outcome: 'created', match: made, leftOut: [] }) });
  await waitFor(async () => expect(await addButton()).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Aya Yamamoto' })).toBeVisible();
  expect(tab.functions.to('customers/import')[0]?.body).toMatchObject({ accountNumber: 'A-204417', allowDuplicates: 'false' });
  expect(records(tab)).toEqual([{ source: 'salesforce', contactId: '003000000000007', accountId: '001000000000007' }]);
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
});

test('ID-9 what Salesforce did not take is said on the customer’s card', async () => {
  await openRecord({
    'customers/import': () => ({ outcome: 'created', match: made, leftOut: ['BillingState', 'BillingCountry'] }),
  });
  await userEvent.click(await addButton());
  expect(await screen.findByText('Added to Salesforce, but not everything')).toBeVisible();
  expect(screen.getByText(/master’s value for state, country\./)).toBeVisible();
});

test('ID-9 a double click brings it in once', async () => {
  const tab = await openRecord({ 'customers/import': () => never });
  await userEvent.dblClick(await addButton());
  expect(await screen.findByRole('button', { name: /Adding to Salesforce/ })).toBeVisible();
  expect(tab.functions.to('customers/import')).toHaveLength(1);
});

test('ID-9 duplicates are shown to choose from; choosing links that one', async () => {
  const tab = await openRecord({
    'customers/import': () => ({ outcome: 'duplicates', duplicates: [made, aMatch('A. Yamamoto')] }),
  });
  await userEvent.click(await addButton());
  const list = await screen.findByRole('radiogroup', { name: 'Possible duplicates in Salesforce' });
  const [first] = within(list).getAllByRole('radio');
  await waitFor(() => expect(first).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() =>
    expect(records(tab)).toEqual([{ source: 'salesforce', contactId: '003000000000007', accountId: '001000000000007' }]),
  );
});

test('ID-9 “Create anyway” says so to the server', async () => {
  const tab = await openRecord({
    'customers/import': (_body, nth) =>
      nth === 1 ? { outcome: 'duplicates', duplicates: [made] } : { outcome: 'created', match: made, leftOut: [] },
  });
  await userEvent.click(await addButton());
  await userEvent.click(await screen.findByRole('button', { name: 'Create anyway' }));
  expect(await screen.findByRole('heading', { name: 'Aya Yamamoto' })).toBeVisible();
  expect(tab.functions.to('customers/import')[1]?.body.allowDuplicates).toBe('true');
});

test('ID-9 what fails says so; the same button tries again, and the focus stays on it', async () => {
  const tab = await openRecord({
    'customers/import': (_body, nth) =>
      nth === 1 ? refusal(503, 'upstream_unavailable') : { outcome: 'updated', match: made, leftOut: [] },
  });
  await waitFor(async () => expect(await addButton()).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Couldn’t add to Salesforce');
  expect(await addButton()).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Aya Yamamoto' })).toBeVisible();
  expect(tab.functions.to('customers/import')).toHaveLength(2);
});

test('ID-9 a record that is in Salesforce already is used, not imported', async () => {
  const tab = await openRecord({ 'customers/master-record': () => aMasterRecord({ inSalesforce: made }) });
  expect(await screen.findByText('Already in Salesforce')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Use Aya Yamamoto/ }));
  await waitFor(() => expect(records(tab)).toHaveLength(1));
  expect(records(tab)[0]).toMatchObject({ source: 'salesforce', contactId: '003000000000007' });
});

test.each([
  ['failed', 'Salesforce isn’t responding'],
  ['skipped', 'Salesforce is not set up here'],
] as const)('ID-13 Salesforce %s: the record can be linked as the master’s', async (salesforce, words) => {
  const tab = await openRecord({ 'customers/master-record': () => aMasterRecord({ salesforce }) });
  expect(await screen.findByText(words)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Use 山本/ }));
  await waitFor(() => expect(records(tab)).toEqual([{ source: 'master', accountNumber: 'A-204417' }]));
});

test('ID-13 the master down costs its own box, and Retry brings the record', async () => {
  await openRecord({ 'customers/master-record': (_body, nth) => (nth === 1 ? unreachable : aMasterRecord()) });
  expect(await screen.findByText('The master record could not be loaded')).toBeVisible();
  expect(screen.getByRole('combobox', { name: /Reason/ })).toBeEnabled();
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await addButton()).toBeVisible();
});

test('ID-9 Esc goes back to the result', async () => {
  await openRecord();
  await addButton();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('option')).toHaveFocus());
});

test('ID-9 a master candidate of the look-up offers the full record too, and the way back to the card', async () => {
  renderTab({
    'customers/lookup': () => aLookup({ salesforce: found(), master: found(masterMatch('Aya Yamamoto')) }),
    'customers/master-record': () => aMasterRecord(),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Show the full record' }));
  expect(await addButton()).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Matches' }));
  await waitFor(() => expect(screen.getByRole('radio')).toHaveFocus());
});
