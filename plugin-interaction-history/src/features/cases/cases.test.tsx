import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CreateCaseResponse } from '@interaction-history/shared/src/contract/cases';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import { aCustomer, aPage, aTask, linkedTo } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

type Answers = Parameters<typeof renderTab>[0];
type Tab = ReturnType<typeof renderTab>;
const made: CreateCaseResponse = {
  caseId: '500000000000001',
  caseNumber: '00001027',
  url: 'https://org.example/500000000000001',
  created: true,
  attributes: {},
};
const newCase = (): HTMLElement => screen.getByRole('button', { name: 'New case' });
const subject = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Subject' });

/** Ana is linked. */
async function linked(answers: Answers = {}): Promise<Tab> {
  const tab = renderTab({ 'cases/create': () => made, ...answers });
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await screen.findByRole('heading', { name: 'Ana Torres' });
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
  return tab;
}
const sent = ({ functions }: Tab): Record<string, string>[] => functions.to('cases/create').map(({ body }) => body);

test('ID-12 New case waits for a customer, and says so', async () => {
  renderTab();
  await screen.findByRole('radio');
  expect(newCase()).toBeDisabled();
  expect(newCase()).toHaveAccessibleDescription('Confirm a customer to open a case');
});

test('ID-12 a customer who is not in Salesforce has no cases', async () => {
  renderTab({ 'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres', { salesforce: null })) });
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await waitFor(() => expect(newCase()).toHaveAccessibleDescription('Cases need a customer who is in Salesforce'));
});

test('ID-12 the form is filled from the call: reason path and comment', async () => {
  const tab = await linked();
  await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
  await userEvent.type(screen.getByRole('textbox', { name: /Comment/ }), 'Charged twice');
  await userEvent.click(newCase());
  expect(await subject()).toHaveValue('Billing › Refund');
  expect(await subject()).toHaveFocus();
  expect(screen.getByRole('textbox', { name: 'Description' })).toHaveValue('Charged twice');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findAllByRole('link', { name: /Case 00001027/ })).toHaveLength(2);
  expect(sent(tab)[0]).toMatchObject({ customerId: 'customer-1', subject: 'Billing › Refund', description: 'Charged twice' });
  await waitFor(() => expect(newCase()).toHaveFocus());
});

test('ID-12 without a reason the subject says who called', async () => {
  await linked();
  await userEvent.click(newCase());
  expect(await subject()).toHaveValue('Call from +1 415 555 0100');
});

test('ID-12 a double click opens one case', async () => {
  const tab = await linked({ 'cases/create': () => never });
  await userEvent.click(newCase());
  await userEvent.dblClick(screen.getByRole('button', { name: 'Create case' }));
  expect(await screen.findByRole('button', { name: 'Creating…' })).toBeVisible();
  expect(sent(tab)).toHaveLength(1);
  expect(sent(tab)[0]?.requestKey).toMatch(/^[0-9a-f]{32}$/);
});

test('ID-12 a failure keeps what was typed, and the retry carries the same key', async () => {
  const tab = await linked({ 'cases/create': (_body, nth) => (nth === 1 ? unreachable : made) });
  await userEvent.click(newCase());
  await userEvent.type(await subject(), ' again{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('The case was not created');
  expect(await subject()).toHaveValue('Call from +1 415 555 0100 again');
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  await screen.findAllByRole('link', { name: /Case 00001027/ });
  const [first, second] = sent(tab);
  expect(second?.requestKey).toBe(first?.requestKey);
});

test('ID-12 a second case has a key of its own; closing and opening again keeps text and key', async () => {
  const tab = await linked({ 'cases/create': (_body, nth) => ({ ...made, caseNumber: `0000${nth}` }) });
  await userEvent.click(newCase());
  await userEvent.type(await subject(), '!{Escape}');
  await waitFor(() => expect(newCase()).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  expect(await subject()).toHaveValue('Call from +1 415 555 0100!');
  await userEvent.keyboard('{Enter}');
  await screen.findAllByRole('link', { name: /Case 00001/ });
  await userEvent.click(newCase());
  await subject();
  await userEvent.keyboard('{Enter}');
  await screen.findAllByRole('link', { name: /Case 00002/ });
  const [first, second] = sent(tab);
  expect(second?.requestKey).not.toBe(first?.requestKey);
});

test('ID-12 a field the server refuses says what is wrong', async () => {
  await linked({
    'cases/create': () => refusal(400, 'invalid_request', { fields: { subject: { code: 'too_long', limit: 255 } } }),
  });
  await userEvent.click(newCase());
  await userEvent.type(await subject(), '{Enter}');
  await waitFor(async () => expect(await subject()).toHaveAccessibleDescription('Enter at most 255 characters.'));
});

test('ID-12 a case of an earlier part of the task, or of before a reload, is still named', async () => {
  renderTab({}, { task: aTask({ attributes: { from: '+14155550100', conversations: { case: '00001027' } } }) });
  expect(await screen.findByText('Case 00001027')).toBeVisible();
});

test('ID-12 after a reload the case is a link to where it opens', async () => {
  const own = { customerId: 'customer-1', caseNumber: '00001027', caseUrl: 'https://org.example/500000000000001' };
  renderTab(
    { 'interactions/list': (body) => aPage([], { customer: body.customerId ? aCustomer('Ana Torres') : null }) },
    { task: aTask({ attributes: { from: '+14155550100', interactionHistory: own } }) },
  );
  await screen.findByRole('heading', { name: 'Ana Torres' });
  for (const link of await screen.findAllByRole('link', { name: /Case 00001027/ }))
    expect(link).toHaveAttribute('href', 'https://org.example/500000000000001');
});

test('TR-4 a case’s link that leads elsewhere than the customer’s own record is no link: the attributes are of anyone’s making', async () => {
  const own = { customerId: 'customer-1', caseNumber: '00001027', caseUrl: 'https://evil.example/500000000000001' };
  renderTab(
    { 'interactions/list': (body) => aPage([], { customer: body.customerId ? aCustomer('Ana Torres') : null }) },
    { task: aTask({ attributes: { from: '+14155550100', interactionHistory: own } }) },
  );
  await screen.findByRole('heading', { name: 'Ana Torres' });
  expect((await screen.findAllByText('Case 00001027')).length).toBeGreaterThan(0);
  expect(screen.queryByRole('link', { name: /Case 00001027/ })).toBeNull();
});
