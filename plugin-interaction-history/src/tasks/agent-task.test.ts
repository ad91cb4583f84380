import { aTask } from '../testing/fixtures';
import { wireAddress } from './agent-task';

test('ID-1 an outbound call is looked up by the number dialled, never by the centre’s own', () => {
  const task = aTask({ attributes: { direction: 'outbound', from: '+14155550001', outbound_to: '+14155550174' } });
  expect([task.direction, wireAddress(task.caller)]).toEqual(['outbound', '+14155550174']);
});

test('ID-1 schemes travel where the bare address would be read as something else', () => {
  expect(wireAddress({ kind: 'sip', value: 'ana@pbx.example' })).toBe('sip:ana@pbx.example');
  expect(wireAddress({ kind: 'client', value: 'ana@example' })).toBe('client:ana@example');
  expect(wireAddress({ kind: 'phone', value: '+1415' })).toBe('+1415');
});

test('ID-2 a withheld caller has no address', () => {
  const task = aTask({ attributes: { from: 'anonymous' } });
  expect([task.caller.kind, wireAddress(task.caller)]).toEqual(['withheld', '']);
});

test('a customer linked earlier is known from the task, and only an id of ours counts', () => {
  expect(aTask({ attributes: { interactionHistory: { customerId: 'customer-1' } } }).linkedCustomerId).toBe('customer-1');
  expect(aTask({ attributes: { interactionHistory: { customerId: 'x/y' } } }).linkedCustomerId).toBeNull();
  expect(aTask({ attributes: { customers: 'nonsense' } }).linkedCustomerId).toBeNull();
});
