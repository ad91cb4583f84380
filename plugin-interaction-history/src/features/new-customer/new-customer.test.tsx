import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CreateResponse } from '@interaction-history/shared/src/contract/customers';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import { aCustomer, aMatch, aTask, failed, linkedTo, masterMatch, nobody } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

type Answers = Parameters<typeof renderTab>[0];
const field = (name: string): HTMLElement => screen.getByRole('textbox', { name });
const create = (): HTMLElement => screen.getByRole('button', { name: 'Create' });
const created = (more: Partial<Extract<CreateResponse, { outcome: 'created' }>> = {}): CreateResponse => ({
  outcome: 'created',
  customer: aCustomer('Rosa Delgado', { customerId: 'customer-7', salesforce: null }),
  salesforce: { status: 'ok' },
  attributes: {},
  ...more,
});

/** Nobody was found, and the header's New customer was pressed. */
async function openForm(
  answers: Answers = {},
  about: Parameters<typeof renderTab>[1] = {},
): Promise<ReturnType<typeof renderTab>> {
  const tab = renderTab({ 'customers/lookup': nobody, ...answers }, about);
  await screen.findByRole('textbox', { name: 'Name' });
  await userEvent.click(screen.getByRole('button', { name: 'New customer' }));
  return tab;
}

test('ID-10 the form has the caller’s number, the focus in the first field, and covers the wrap-up', async () => {
  await openForm();
  expect(screen.getByRole('heading', { name: 'New customer' })).toBeVisible();
  await waitFor(() => expect(field('First name')).toHaveFocus());
  expect(field('Phone')).toHaveValue('+1 415 555 0100');
  for (const name of ['Last name', 'Company', 'Email', 'Customer number']) expect(field(name)).toHaveValue('');
  expect(screen.queryByRole('combobox', { name: /Reason/ })).toBeNull();
});

test('ID-2 a withheld caller’s form has no number', async () => {
  await openForm({}, { task: aTask({ attributes: { from: 'anonymous' } }) });
  expect(field('Phone')).toHaveValue('');
  expect(screen.queryByText(/is kept on the interaction/)).toBeNull();
});

test('ID-10 Enter creates; the new customer is the task’s without another request, and the reason is next', async () => {
  const { functions } = await openForm({ 'customers/create': () => created() });
  await userEvent.type(field('First name'), 'Rosa');
  await userEvent.type(field('Last name'), 'Delgado{Enter}');
  expect(await screen.findByRole('heading', { name: 'Rosa Delgado' })).toBeVisible();
  expect(functions.to('customers/create')[0]?.body).toMatchObject({
    firstName: 'Rosa',
    lastName: 'Delgado',
    phone: '+1 415 555 0100',
  });
  expect(functions.to('tasks/link-customer')).toEqual([]);
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
});

test('ID-14 a new customer who wrote from a handle is asked for it once: the next chat is theirs', async () => {
  const attributes = { channelType: 'messenger', customerAddress: 'messenger:4711' };
  const identity = { kind: 'handle', value: 'messenger:4711' };
  const answers = { 'customers/lookup': () => ({ ...nobody(), identity }), 'customers/create': () => created() };
  await openForm(answers, { task: aTask({ attributes, taskChannelUniqueName: 'chat' }) });
  await userEvent.type(field('Last name'), 'Delgado{Enter}');
  expect(await screen.findByText(/^Add .* to Rosa Delgado’s contact details/)).toBeVisible();
});

test('ID-10 required fields are marked before anything is refused; then one round says all that is wrong, in every field', async () => {
  const fields = {
    lastName: { code: 'required' },
    phone: { code: 'not_a_phone' },
    email: { code: 'not_an_email' },
  };
  const { functions } = await openForm({ 'customers/create': () => refusal(400, 'invalid_request', { fields }) });
  expect(field('Last name')).toBeRequired();
  expect(field('Phone')).toBeRequired();
  expect(field('Company')).not.toBeRequired();
  await userEvent.clear(field('Phone'));
  await userEvent.type(field('Phone'), '555');
  await userEvent.type(field('Email'), 'rosa@nowhere');
  await userEvent.click(create());
  expect(await screen.findByRole('alert')).toHaveTextContent('Not created: 3 fields need a change');
  expect(field('Last name')).toHaveAccessibleDescription('This field is required.');
  expect(field('Phone')).toHaveAccessibleDescription(/phone number with its area code/);
  expect(field('Email')).toHaveAccessibleDescription(/email such as/);
  await waitFor(() => expect(field('Last name')).toHaveFocus());
  expect(functions.to('customers/create')).toHaveLength(1);
});

test('ID-10 every field takes as much as the server does: a company of 120 characters', async () => {
  const { functions } = await openForm({ 'customers/create': () => created() });
  await userEvent.type(field('Last name'), 'Delgado');
  await userEvent.click(field('Company'));
  await userEvent.paste('Ångström & Söhne '.repeat(8).slice(0, 120));
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'Rosa Delgado' });
  expect(functions.to('customers/create')[0]?.body.company).toHaveLength(120);
});

test('ID-10 each bad field says what is wrong, the summary leads to each, and the first has the focus', async () => {
  await openForm({
    'settings/current': () => unreachable,
    'customers/create': () =>
      refusal(400, 'invalid_request', { fields: { lastName: { code: 'required' }, email: { code: 'not_an_email' } } }),
  });
  await userEvent.click(create());
  expect(await screen.findByRole('alert')).toHaveTextContent('Not created: 2 fields need a change');
  await waitFor(() => expect(field('Last name')).toHaveFocus());
  expect(field('Last name')).toHaveAccessibleDescription('This field is required.');
  expect(field('Email')).toBeInvalid();
  await userEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Email' }));
  expect(field('Email')).toHaveFocus();
  await userEvent.type(field('Last name'), 'D');
  expect(field('Last name')).toBeValid();
});

test('ID-10 a phone that is taken offers its customer right after the field, by keyboard', async () => {
  const existing = aCustomer('Rosa Delgado Kim', { customerId: 'customer-9' });
  const { functions } = await openForm({
    'customers/create': () => ({ outcome: 'taken', field: 'phone', existing }),
    'tasks/link-customer': () => linkedTo(existing),
  });
  await userEvent.type(field('Last name'), 'Kim{Enter}');
  await waitFor(() => expect(field('Phone')).toHaveFocus());
  expect(field('Phone')).toHaveAccessibleDescription('Another customer has this number.');
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Use this customer instead: Rosa Delgado Kim' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Rosa Delgado Kim' })).toBeVisible();
  expect(JSON.parse(functions.to('tasks/link-customer')[0]?.body.record ?? '')).toEqual({
    source: 'stored',
    customerId: 'customer-9',
  });
});

test('ID-10 a phone that only a source has offers each of its records; the one chosen is linked as that record', async () => {
  const matches = [aMatch('Ana Torres'), { ...masterMatch('Aya Yamamoto'), phones: [] }];
  const { functions } = await openForm({ 'customers/create': () => ({ outcome: 'held', field: 'phone', matches }) });
  await userEvent.type(field('Last name'), 'Kim{Enter}');
  await waitFor(() => expect(field('Phone')).toHaveAccessibleDescription('Another customer has this number.'));
  const [, second] = screen.getAllByRole('button', { name: /^Use this customer instead/ });
  expect(screen.getByText('Master')).toBeVisible();
  await userEvent.click(second as HTMLElement);
  expect(JSON.parse(functions.to('tasks/link-customer')[0]?.body.record ?? '')).toEqual({
    source: 'master',
    accountNumber: 'A-204417',
  });
});

test('ID-10 a failure keeps what was typed, and a double click creates once', async () => {
  const { functions } = await openForm({ 'customers/create': (_body, nth) => (nth === 1 ? unreachable : never) });
  await userEvent.type(field('Last name'), 'Delgado{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('What you typed is kept.');
  expect(field('Last name')).toHaveValue('Delgado');
  await userEvent.dblClick(create());
  expect(functions.to('customers/create')).toHaveLength(2);
});

test('ID-10 Esc keeps the form for later, Cancel empties it; the search stands behind both', async () => {
  await openForm();
  await userEvent.type(field('Last name'), 'Delgado{Escape}');
  await waitFor(() => expect(screen.getByRole('button', { name: 'New customer' })).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  expect(field('Last name')).toHaveValue('Delgado');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'New customer' }));
  expect(field('Last name')).toHaveValue('');
});

test('ID-10 created, but not in Salesforce: the tab says so, and the same request finishes it', async () => {
  const { functions } = await openForm({
    'customers/create': (_body, nth) => (nth < 2 ? created({ salesforce: failed }) : created()),
  });
  await userEvent.type(field('Last name'), 'Delgado{Enter}');
  expect(await screen.findByText('Created here, but not in Salesforce.')).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Rosa Delgado' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  await waitFor(() => expect(screen.queryByText('Created here, but not in Salesforce.')).toBeNull());
  const [first, second] = functions.to('customers/create').map(({ body }) => body);
  expect(second).toEqual(first);
});

test('RC-1 completing under the open form brings the reason back into sight', async () => {
  const { session } = await openForm();
  await session.wrapUp.mayComplete();
  expect(await screen.findByRole('combobox', { name: /Reason/ })).toBeVisible();
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
});
