import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aCustomer, anEntry, aPage, aTask, linkedTo } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';
import { createCalls } from './calls';

const port = (canCall: boolean) => ({ canCall: () => canCall, call: jest.fn() });
const phoneCall = { channel: 'voice', phase: 'accepted' } as const;

test('IH-6 nobody is called where Flex has no outbound calls, nor while the agent is on a call', () => {
  const without = port(false);
  createCalls(without).start('+14155550127', 'customer-1');
  expect(without.call).not.toHaveBeenCalled();
  const desktop = port(true);
  const calls = createCalls(desktop);
  calls.follow([{ channel: 'web', phase: 'accepted' }, phoneCall]);
  expect(calls.isFree.get()).toBe(false);
  calls.start('+14155550127', 'customer-1');
  expect(desktop.call).not.toHaveBeenCalled();
  calls.follow([{ ...phoneCall, phase: 'wrapping' }]);
  calls.start('+14155550127', 'customer-1');
  expect(desktop.call).toHaveBeenCalledWith('+14155550127', 'customer-1');
});

test('IH-6 in wrap-up an earlier contact’s number is called, for its customer', async () => {
  const entry = anEntry(1, { address: '+14155550188', customerId: 'customer-7' });
  const { desktop, show, task } = renderTab({ 'interactions/list': () => aPage([entry]) });
  await screen.findAllByText(entry.comment);
  expect(screen.queryByRole('button', { name: /^Call / })).toBeNull();
  show({ ...task, phase: 'wrapping' });
  await userEvent.click(await screen.findByRole('button', { name: /^Call .*\+1 415 555 0188/ }));
  expect(desktop.call).toHaveBeenCalledWith('+14155550188', 'customer-7');
});

test('IH-6 a call begun from a customer’s number arrives linked with them, once it is the agent’s', async () => {
  const calling = { ...aTask(), direction: 'outbound', callingCustomerId: 'customer-7', phase: 'ringing' } as const;
  const { functions, show } = renderTab({ 'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres')) }, { task: calling });
  expect(functions.to('tasks/link-customer')).toHaveLength(0);
  show({ ...calling, phase: 'accepted' });
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
  show({ ...calling, phase: 'wrapping' });
  await waitFor(() => expect(functions.to('tasks/link-customer')).toHaveLength(1));
  expect(JSON.parse(String(functions.to('tasks/link-customer')[0]?.body.record))).toEqual({
    source: 'stored',
    customerId: 'customer-7',
  });
});
