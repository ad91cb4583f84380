import type * as FlexUi from '@twilio/flex-ui';
import { createApi } from '../api/client';
import { createCustomers } from '../features/customer/customers';
import { fakeFunctions, FUNCTIONS_URL } from '../testing/fake-functions';
import { aCustomer, aMatch, aTask, linkedTo, RESERVATION, TASK } from '../testing/fixtures';
import type { PopMode } from './session';
import { createScreenPop, showInPanel } from './screen-pop';

const URL = 'https://org.example/1';
const open = jest.fn();
const userIsActive = (isActive: boolean): void => {
  Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });
};
beforeEach(() => {
  open.mockReset();
  window.open = open;
  userIsActive(false);
});

test('ID-12 tab: the record opens on the agent’s own action, in a tab that cannot reach this one, once', () => {
  const pop = createScreenPop(() => 'tab');
  pop.pop(aTask(), URL, 'gesture');
  pop.pop(aTask(), URL, 'gesture');
  expect(open.mock.calls).toEqual([[URL, '_blank', 'noopener,noreferrer']]);
});

test('ID-12 after an answer a tab opens only while the agent’s action still counts', () => {
  const pop = createScreenPop(() => 'tab');
  pop.pop(aTask(), URL, 'after-answer');
  expect(open).not.toHaveBeenCalled();
  userIsActive(true);
  pop.pop(aTask(), URL, 'after-answer');
  expect(open).toHaveBeenCalledTimes(1);
});

test.each(['panel', 'off'] as const)('ID-12 %s: no tab opens', (mode) => {
  createScreenPop(() => mode).pop(aTask(), URL, 'gesture');
  expect(open).not.toHaveBeenCalled();
});

test('an address that is none of the web’s is not opened', () => {
  createScreenPop(() => 'tab').pop(aTask(), 'javascript:alert(1)', 'gesture');
  expect(open).not.toHaveBeenCalled();
});

test('ID-12 panel: Flex’s CRM container shows the linked customer’s record, else what stood there before', async () => {
  fakeFunctions({ 'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres')) });
  const customers = createCustomers(createApi({ functionsUrl: () => FUNCTIONS_URL, token: () => 't' }));
  const defaultProps: { uriCallback?: (task: FlexUi.ITask) => string } = { uriCallback: () => 'https://before.example' };
  let mode: PopMode = 'panel';
  showInPanel({ CRMContainer: { defaultProps } } as unknown as typeof FlexUi, customers, () => mode);
  const task = {
    sid: RESERVATION,
    taskSid: TASK,
    status: 'accepted',
    attributes: { from: '+14155550100' },
    taskChannelUniqueName: 'voice',
  } as unknown as FlexUi.ITask;
  expect(defaultProps.uriCallback?.(task)).toBe('https://before.example');
  await customers.choose(aTask(), { from: 'match', match: aMatch('Ana Torres') });
  expect(defaultProps.uriCallback?.(task)).toBe('https://org.example/003000000000001');
  mode = 'tab';
  expect(defaultProps.uriCallback?.(task)).toBe('https://before.example');
});
