import type * as FlexUi from '@twilio/flex-ui';
import { fakeFunctions, never } from '../testing/fake-functions';
import { aCustomer, aTask, draftAnswers, linkedTo, RESERVATION, TASK, WORKER } from '../testing/fixtures';
import { startSessions } from '../testing/render-tab';
import { nameTasks } from './task-names';

type Item = { firstLine: unknown };

/** Flex's list with one channel whose first line is this; the task's customer is linked. */
async function listed(firstLine: unknown) {
  fakeFunctions({
    ...draftAnswers(),
    'customers/lookup': () => never,
    'interactions/list': () => never,
    'reason-codes/current': () => never,
    'settings/current': () => never,
    'tasks/link-customer': () => linkedTo(aCustomer('Ana {{Torres}}')),
  });
  const { sessions } = startSessions({ workerSid: WORKER, isSupervisor: false, locale: 'en-GB' });
  const session = sessions.update(aTask());
  const item: Item = { firstLine };
  let isReady = (): void => undefined;
  nameTasks(
    { TaskChannels: { getRegistered: () => [{ templates: { TaskListItem: item } }] } } as unknown as typeof FlexUi,
    {
      // as Flex 2.17 has it, and as a centre may have put it
      strings: {
        TaskHeaderLine: '{{#if helper._getDisplayName}}{{helper._getDisplayName}}{{else}}{{task.defaultFrom}}{{/if}}',
        TaskTitleLine: 'Ticket',
      },
      events: { addListener: (_event: string, listener: () => void) => (isReady = listener) },
    } as unknown as FlexUi.Manager,
    sessions,
  );
  const line = (): string =>
    (item.firstLine as (task: object) => string)({
      sid: RESERVATION,
      taskSid: TASK,
      status: 'accepted',
      attributes: { from: '+14155550100', direction: 'inbound' },
      taskChannelUniqueName: 'voice',
    });
  const link = () => session.customer.choose({ from: 'stored', customer: aCustomer('Ana') });
  return { item, line, link, loaded: () => isReady() };
}

test.each([
  ['Flex’s own line', 'TaskHeaderLine', 'Ana Torres'],
  ['a template of the centre’s own words', 'TaskTitleLine', 'TaskTitleLine'],
  ['a line with more than the address', 'VIP {{task.defaultFrom}}', 'VIP Ana Torres'],
  ['a line with the number itself', () => 'Call of +14155550100', 'Call of Ana Torres'],
  ['another plugin’s words', () => 'Order 4711', 'Order 4711'],
])('ID-3 the customer’s name stands in the address’s place: %s', async (_what, before, after) => {
  const { line, link } = await listed(before);
  await link();
  expect(line()).toBe(after);
});

test('ID-3 before anybody is known the line is as it was', async () => {
  const { line } = await listed('TaskHeaderLine');
  expect(line()).toBe('TaskHeaderLine');
});

test('ID-3 a line that a plugin loaded later puts there is named as well, and ours is not put around itself', async () => {
  const { item, line, link, loaded } = await listed('TaskHeaderLine');
  await link();
  const first = item.firstLine;
  loaded();
  expect(item.firstLine).toBe(first);
  item.firstLine = 'Queue 1: {{task.defaultFrom}}';
  loaded();
  expect(line()).toBe('Queue 1: Ana Torres');
});
