// what the page loads when the section is opened first
import './open/index';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ActionMark, CustomerServices, RunResponse } from '@interaction-history/shared/src/contract/services';
import { refusal, unreachable } from '../../testing/fake-functions';
import { WORKER } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

type Answers = Parameters<typeof renderTab>[0];
type Tab = ReturnType<typeof renderTab>;

const HOME = 'Personal SonixNet Home Internet';
const theServices = (more: Partial<CustomerServices> = {}): CustomerServices => ({
  status: 'ok',
  isRegistered: true,
  eligibility: { state: 'eligible', text: 'Home 1 Gbps', at: '2026-11-18T16:40:00.000Z' },
  verification: { state: 'verified', text: null, at: '2026-09-03T11:04:00.000Z' },
  services: [
    {
      id: '006A',
      stage: 'active',
      stageText: 'Active',
      commodity: 'SIM',
      isInternet: false,
      serviceNumber: 48377,
      endsAt: null,
      url: 'https://org.example/006A',
    },
    {
      id: '006B',
      stage: 'void',
      stageText: 'Void',
      commodity: HOME,
      isInternet: true,
      serviceNumber: null,
      endsAt: null,
      url: 'https://org.example/006B',
    },
  ],
  orders: [
    {
      id: '801A',
      number: '00000412',
      state: 'failed',
      statusText: 'Approved',
      date: '2026-11-12',
      changedAt: '2026-11-19T09:12:00.000Z',
      serviceId: null,
      error: { text: 'No free port at the exchange', at: '2026-11-19T09:12:00.000Z' },
      lines: [],
      url: 'https://org.example/801A',
    },
  ],
  cases: [],
  possible: [
    { action: 'place-order', on: null },
    { action: 'request-cancellation', on: '006A' },
    { action: 'general-inquiry', on: null },
  ],
  commodities: { internet: [HOME], other: ['SIM', 'VPN'] },
  timeZone: 'America/Los_Angeles',
  readAt: new Date().toISOString(),
  ...more,
});
const aMark = (more: Partial<ActionMark> = {}): ActionMark => ({
  action: 'request-cancellation',
  at: new Date().toISOString(),
  number: '00001244',
  url: 'https://org.example/500A',
  workerSid: WORKER,
  ...more,
});
const isDone = (more: Partial<Extract<RunResponse, { outcome: 'done' }>> = {}): RunResponse => ({
  outcome: 'done',
  mark: aMark(),
  created: true,
  attributes: {},
  services: theServices({ possible: [] }),
  ...more,
});

/** Ana is linked, and her services are read. */
async function linked(answers: Answers = {}): Promise<Tab> {
  const tab = renderTab({ 'services/of-customer': () => theServices(), ...answers });
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  return tab;
}
const opener = (): Promise<HTMLElement> => screen.findByRole('button', { name: 'Services' });
async function opened(answers: Answers = {}): Promise<Tab> {
  const tab = await linked(answers);
  await userEvent.click(await opener());
  return tab;
}
const sent = ({ functions }: Tab): Record<string, string>[] => functions.to('services/run').map(({ body }) => body);
async function fillIn(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  const form = screen.getByRole('form', { name: 'Request cancellation' });
  const day = within(form).getByLabelText(/Service ends on/);
  expect(day).toHaveFocus();
  await userEvent.type(day, `${new Date().getFullYear() + 1}-12-31`);
  await userEvent.type(within(form).getByLabelText(/^At/), '23:59');
  await userEvent.type(within(form).getByLabelText(/Why/), 'Moves to Seattle');
}

test('SV-6 an org without services has no section, and everything else', async () => {
  await linked({ 'services/of-customer': () => ({ status: 'absent' }) });
  await screen.findByRole('heading', { name: 'Ana Torres' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Services' })).toBeNull());
  expect(screen.getByRole('combobox', { name: /Reason/ })).toBeVisible();
});

test('SV-1 closed it is one line of where the customer stands; opened, every line with what is possible and nothing else', async () => {
  await linked();
  expect(await opener()).toHaveAttribute('aria-expanded', 'false');
  const section = screen.getByRole('region', { name: 'Services' });
  expect(section).toHaveTextContent(/InternetChecked.*IDVerified.*Orders1 failed.*Active1 service/);
  await userEvent.click(await opener());
  expect(section).toHaveTextContent('Home 1 Gbps');
  expect(section).toHaveTextContent('No free port at the exchange');
  expect(
    within(section)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['Services', '', 'Place order', 'Request cancellation', 'Show 1 ended', 'General inquiry']);
  await userEvent.click(screen.getByRole('button', { name: 'Show 1 ended' }));
  expect(section).toHaveTextContent('Closed, never ordered');
});

test('SV-1 Salesforce down costs this section alone, and Retry brings it back', async () => {
  let isDown = true;
  await linked({ 'services/of-customer': () => (isDown ? refusal(503, 'upstream_unavailable') : theServices()) });
  expect(await screen.findByText('Services and orders can’t be shown. Everything else works.')).toBeVisible();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: /Retry: Services/ }));
  expect(await screen.findByText('1 failed')).toBeVisible();
});

test('SA-7 by keyboard: the form says what it will do, sends the instant of the org’s zone, and ends with the case', async () => {
  const tab = await opened({ 'services/run': () => isDone() });
  await fillIn();
  expect(screen.getByText(/Local time in America\/Los_Angeles \(UTC−08:00\)/)).toBeVisible();
  expect(screen.getByText('Opens a Cancellation Request case')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  expect(await screen.findByText(/^Cancellation requested, /)).toBeVisible();
  const [inForm, withReason] = screen.getAllByRole('link', { name: /Case 00001244/ });
  expect([inForm, withReason].map((link) => link?.getAttribute('href'))).toEqual(Array(2).fill('https://org.example/500A'));
  expect(JSON.parse(sent(tab)[0]?.action ?? '')).toEqual({
    kind: 'request-cancellation',
    serviceId: '006A',
    endsAt: `${new Date().getFullYear() + 2}-01-01T07:59:00.000Z`,
    timeZone: 'America/Los_Angeles',
    why: 'Moves to Seattle',
  });
  expect(screen.getByRole('button', { name: 'Done' })).toHaveFocus();
});

test('SA-7 what is missing is said at its field, which gets the focus, and nothing is sent', async () => {
  const tab = await opened();
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  expect(screen.getAllByText('Fill this in')).toHaveLength(3);
  expect(screen.getByLabelText(/Service ends on/)).toHaveFocus();
  expect(sent(tab)).toEqual([]);
});

test('SV-3 a lost answer: not known, and Check again sends the same request', async () => {
  let isLost = true;
  const tab = await opened({ 'services/run': () => (isLost ? unreachable : isDone({ created: false })) });
  await fillIn();
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  expect(await screen.findByText(/it’s never made twice/)).toBeVisible();
  isLost = false;
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
  expect(await screen.findByText(/^Cancellation requested, /)).toBeVisible();
  const keys = sent(tab).map(({ requestKey }) => requestKey);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
});

test('SV-4 somebody else was first: who, when, and their case; what was typed is not sent', async () => {
  const by = { name: 'Kim Lee', isSelf: false, mark: aMark({ number: '00001239' }) };
  await opened({ 'services/run': () => ({ outcome: 'moved', by, services: theServices() }) });
  await fillIn();
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  expect(await screen.findByText('Kim Lee was first')).toBeVisible();
  expect(screen.getByRole('link', { name: /Case 00001239/ })).toBeVisible();
});

test('SV-3 Salesforce’s refusal is said, and what was typed is kept', async () => {
  await opened({ 'services/run': () => refusal(400, 'invalid_request') });
  await fillIn();
  await userEvent.click(screen.getByRole('button', { name: 'Request cancellation' }));
  expect(await screen.findByText('This wasn’t done')).toBeVisible();
  expect(screen.getByLabelText(/Why/)).toHaveValue('Moves to Seattle');
});

test('Escape closes the form and keeps what was typed; again, it closes the section', async () => {
  await opened();
  await fillIn();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Request cancellation' })).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  expect(screen.getByLabelText(/Why/)).toHaveValue('Moves to Seattle');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Request cancellation' })).toHaveFocus());
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Services' })).toHaveFocus());
  expect(screen.getByRole('button', { name: 'Services' })).toHaveAttribute('aria-expanded', 'false');
});

describe('SA-5 an order', () => {
  const product = (name: string, unitPrice: number, cycle: string, more: object = {}) => ({
    entryId: `01u${name}`,
    name,
    unitPrice,
    cycle,
    itemClass: 'Service',
    isInternet: false,
    isComplete: true,
    ...more,
  });
  const catalogue = {
    products: [
      product('Internet 1 Gbps', 58, 'Monthly', { isInternet: true }),
      product('SIM 10 GB', 18, 'Monthly'),
      product('SIM activation', 10, 'One-time'),
    ],
    pricebook: 'Standard',
    currency: 'USD',
    cycles: { monthly: 'Monthly', yearly: 'Annually', once: 'One-time' },
  };
  async function ordering(answers: Answers = {}): Promise<Tab> {
    const tab = await opened({ 'services/products': () => catalogue, ...answers });
    await userEvent.click(screen.getByRole('button', { name: 'Place order' }));
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Add products' })).toHaveFocus());
    return tab;
  }

  test('products typed and entered, the order read back, and placed once the customer agrees', async () => {
    const placed = aMark({ action: 'place-order', number: '00000431' });
    const tab = await ordering({ 'services/run': () => isDone({ mark: placed }) });
    await userEvent.keyboard('sim{Enter}sim{Enter}sim{ArrowDown}{Enter}');
    const lines = screen.getByRole('list', { name: 'This order' });
    expect(lines).toHaveTextContent(/SIM 10 GB.*2.*36\.00.*SIM activation.*1.*10\.00/);
    await userEvent.click(screen.getByRole('button', { name: 'Review order' }));
    expect(screen.getByText('The customer must agree first')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Place order' })).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox', { name: 'The customer agrees to this order' }));
    await userEvent.click(screen.getByRole('button', { name: 'Place order' }));
    // in the form's place, and with the reason
    expect(await screen.findAllByRole('link', { name: /Order 00000431/ })).toHaveLength(2);
    expect(JSON.parse(sent(tab)[0]?.action ?? '')).toEqual({
      kind: 'place-order',
      serviceId: null,
      commodity: 'SIM',
      lines: [
        { entryId: '01uSIM 10 GB', quantity: 2, unitPrice: 18 },
        { entryId: '01uSIM activation', quantity: 1, unitPrice: 10 },
      ],
    });
  });

  test('a price that changed meanwhile: nothing is ordered, the new one is shown, and the customer agrees again', async () => {
    const tab = await ordering({
      'services/run': (_, nth) =>
        nth === 1 ? { outcome: 'lines', lines: [{ entryId: '01uSIM 10 GB', problem: 'price', unitPrice: 20 }] } : isDone(),
    });
    await userEvent.keyboard('sim{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Review order' }));
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(screen.getByRole('button', { name: 'Place order' }));
    expect(await screen.findByText('Nothing was ordered')).toBeVisible();
    expect(screen.getByText(/was US\$18\.00, now US\$20\.00/i)).toBeVisible();
    expect(screen.getByRole('checkbox')).not.toBeChecked();
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(screen.getByRole('button', { name: 'Place order' }));
    await waitFor(() => expect(sent(tab)).toHaveLength(2));
    expect(JSON.parse(sent(tab)[1]?.action ?? '')).toMatchObject({ lines: [{ unitPrice: 20 }] });
  });

  test('without eligibility a line to the internet can’t be added, and it says why', async () => {
    await ordering({
      'services/of-customer': () => theServices({ eligibility: { state: 'not-eligible', text: 'No line', at: null } }),
    });
    expect(screen.getByText('Not eligible for internet')).toBeVisible();
    await userEvent.keyboard('internet{Enter}');
    expect(screen.getByRole('option')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('list', { name: 'This order' })).toBeNull();
  });
});
