// what the page loads when a reason suggests an action
import './open/index';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { TREE, WORKER } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

type Answers = Parameters<typeof renderTab>[0];

const services = (more: Partial<CustomerServices> = {}): CustomerServices => ({
  status: 'ok',
  isRegistered: true,
  eligibility: { state: 'none', text: null, at: null },
  verification: { state: 'verified', text: null, at: null },
  services: [],
  orders: [],
  cases: [],
  possible: [
    { action: 'request-eligibility', on: null },
    { action: 'general-inquiry', on: null },
  ],
  commodities: { internet: ['Home Internet'], other: ['SIM'] },
  timeZone: 'America/Los_Angeles',
  readAt: new Date().toISOString(),
  ...more,
});
const suggesting = { billing_refund: 'SA-2', billing_invoice: 'SA-8' } as const;
const tree = {
  ...TREE,
  codes: TREE.codes.map((code) => ({
    ...code,
    serviceAction: code.id in suggesting ? suggesting[code.id as keyof typeof suggesting] : null,
  })),
};

async function tabWith(answers: Answers = {}, isLinked = true): Promise<ReturnType<typeof renderTab>> {
  const tab = renderTab({
    'reason-codes/current': () => ({ version: tree.version, tree }),
    'services/of-customer': () => services(),
    ...answers,
  });
  const confirm = await screen.findByRole('button', { name: /Confirm/ });
  if (isLinked) {
    await userEvent.click(confirm);
    await screen.findByRole('region', { name: 'Services' });
  }
  return tab;
}
async function choose(text: string): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: /Reason/ }));
  await userEvent.keyboard(`${text}{Enter}`);
  await waitFor(() => expect(screen.getByRole('textbox', { name: /Comment/ })).toHaveFocus());
}
const offer = (): HTMLElement | null => screen.queryByRole('group', { name: /This reason usually leads to/ });

test('SV-5 a reason that carries an action offers it; Alt+Enter opens its form, and nothing is sent before the agent sends it', async () => {
  const done = {
    action: 'request-eligibility' as const,
    at: new Date().toISOString(),
    number: '00001246',
    url: null,
    workerSid: WORKER,
  };
  const tab = await tabWith({
    'services/run': () => ({ outcome: 'done', mark: done, created: true, attributes: {}, services: services({ possible: [] }) }),
  });
  await choose('refund');
  expect(offer()).toBeVisible();
  expect(screen.queryByRole('form', { name: 'Request internet eligibility' })).toBeNull();
  await userEvent.keyboard('Wants a line{Alt>}{Enter}{/Alt}');
  const form = await screen.findByRole('form', { name: 'Request internet eligibility' });
  expect(screen.getByRole('textbox', { name: /Comment/ })).toHaveValue('Wants a line');
  expect(tab.functions.to('services/run')).toEqual([]);
  await userEvent.click(within(form).getByRole('button', { name: 'Request eligibility' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: /Comment/ })).toHaveFocus());
  expect(offer()).toBeNull();
  expect(screen.getByText(/^Eligibility requested /)).toBeVisible();
  // the mark stays whatever the reason becomes
  await choose('invoice');
  expect(screen.getByText(/^Eligibility requested /)).toBeVisible();
});

test('SV-5 “Not now” leaves one quiet line, and a way back; Alt+Enter is nobody’s then', async () => {
  await tabWith();
  await choose('refund');
  await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
  expect(offer()).toBeNull();
  await waitFor(() => expect(screen.getByRole('textbox', { name: /Comment/ })).toHaveFocus());
  await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
  expect(screen.queryByRole('form', { name: 'Request internet eligibility' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Do it now' }));
  expect(offer()).toBeVisible();
});

test('SV-5 what is under way already is not offered: the fact is said, with its case', async () => {
  await tabWith({
    'services/of-customer': () =>
      services({
        eligibility: { state: 'pending', text: null, at: '2026-11-17T10:00:00.000Z' },
        cases: [
          {
            number: '00001231',
            about: 'eligibility',
            serviceId: null,
            openedAt: '2026-11-17T10:00:00.000Z',
            url: 'https://org.example/500A',
          },
        ],
        possible: [],
      }),
  });
  await choose('refund');
  expect(offer()).toBeNull();
  expect(screen.getByText(/^Internet eligibility: pending since/)).toBeVisible();
  expect(screen.getByRole('link', { name: /Case 00001231/ })).toBeVisible();
});

test('SV-5 without a customer it says what it waits for, and offers nothing', async () => {
  await tabWith({}, false);
  await choose('refund');
  expect(screen.getByText(/Request internet eligibility\. Choose the customer first\./)).toBeVisible();
  expect(offer()).toBeNull();
});

test('SV-5 where it could be done on several, the agent says on which: the focus is on the first', async () => {
  const two = ['006A', '006B'].map((id) => ({
    ...{
      id,
      stage: 'ready' as const,
      stageText: 'Ready',
      commodity: `Line ${id}`,
      isInternet: true,
      serviceNumber: null,
      endsAt: null,
    },
    url: `https://org.example/${id}`,
  }));
  const codes = tree.codes.map((code) => (code.id === 'billing_refund' ? { ...code, serviceAction: 'SA-5' as const } : code));
  await tabWith({
    'reason-codes/current': () => ({ version: tree.version, tree: { ...tree, codes } }),
    'services/of-customer': () =>
      services({ services: two, possible: two.map(({ id }) => ({ action: 'place-order' as const, on: id })) }),
  });
  await choose('refund');
  await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
  const line = (await screen.findByText('Line 006A')).closest('li') as HTMLElement;
  await waitFor(() => expect(within(line).getByRole('button', { name: 'Place order' })).toHaveFocus());
});

test('SV-6 where the org has no services nothing is said', async () => {
  await tabWith({ 'services/of-customer': () => ({ status: 'absent' }) }, false);
  await userEvent.click(screen.getByRole('button', { name: /Confirm/ }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Services' })).toBeNull());
  await choose('refund');
  expect(screen.queryByText(/usually leads to/)).toBeNull();
});

test('SA-8 an inquiry is filled in from reason and comment', async () => {
  await tabWith();
  await choose('invoice');
  await userEvent.keyboard('Twice in May');
  await userEvent.click(screen.getByRole('button', { name: 'Open case' }));
  const form = await screen.findByRole('form', { name: 'General inquiry' });
  expect(within(form).getByLabelText(/Subject/)).toHaveValue('Billing › Invoice query');
  expect(within(form).getByLabelText(/Description/)).toHaveValue('Twice in May');
});
