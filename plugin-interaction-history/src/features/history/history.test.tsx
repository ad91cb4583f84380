import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../testing/fake-functions';
import { aCustomer, aLookup, aMatch, anEntry, aPage, found, WORKER } from '../../testing/fixtures';
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
  expect(region.getByText(/^16 Nov \d\d:\d\d$/)).toBeVisible();
  expect(region.getByText('Kim Lee · Billing EN · 6 min · Case 00001027')).toBeVisible();
  expect(region.getByText('You · Billing EN · 6 min')).toBeVisible();
  expect(region.getByText('WhatsApp in')).toBeVisible();
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

test('ID-6 with several matches nobody’s history is shown until one is confirmed', async () => {
  const { functions } = renderTab({
    'customers/lookup': () => aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres')) }),
    'interactions/list': (body) => aPage(body.customerId ? [anEntry(0)] : [anEntry(5)]),
  });
  const region = await history();
  expect(await region.findByText('shows as soon as you confirm who it is')).toBeVisible();
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
    'interactions/list': (_body, nth) => (nth === 1 ? refusal(503, 'upstream_unavailable') : aPage([anEntry(0)])),
  });
  const region = await history();
  expect(await region.findByText('The history could not be loaded')).toBeVisible();
  await userEvent.click(region.getByRole('button', { name: /Retry/ }));
  expect(await region.findByText('Billing › Refund')).toBeVisible();
  await waitFor(() => expect(region.queryByText('The history could not be loaded')).toBeNull());
});

test('a long comment opens and closes', async () => {
  renderTab({ 'customers/lookup': stored, 'interactions/list': () => aPage([anEntry(0, { comment: 'word '.repeat(60) })]) });
  const region = await history();
  await userEvent.click(await region.findByRole('button', { name: 'Show all' }));
  expect(region.getByRole('button', { name: 'Show less' })).toHaveAttribute('aria-expanded', 'true');
});
