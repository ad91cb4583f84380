import { mergeAttributes } from '@interaction-history/shared/src/insights/insights';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import type { Firestore } from 'firebase-admin/firestore';
import type { Reservation, Task, TaskRouter } from '../vendors/taskrouter/taskrouter';
import { sidOf, testContext } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { record } from './record';

const TASK = sidOf('WT', 1);
const RESERVATION = sidOf('WR', 1);
const WORKER = sidOf('WK', 1);

/** TaskRouter with one task in wrap-up; `dies` is where the process ends: before the merge is asked for, or before its answer. */
function taskRouter(task: Task): { router: TaskRouter; dies: (at: 'before' | 'after' | null) => void } {
  let death: 'before' | 'after' | null = null;
  const reservation: Reservation = {
    sid: RESERVATION,
    worker_sid: WORKER,
    reservation_status: 'wrapping',
    date_created: '2026-11-19T10:00:00Z',
    date_updated: '2026-11-19T10:05:00Z',
  };
  const never = new Promise<never>(() => undefined);
  const router: Partial<TaskRouter> = {
    task: async () => task,
    reservations: async () => [reservation],
    workerName: async () => 'Ada Agent',
    mergeAttributes: async (_sid: string, patch: TaskAttributes) => {
      if (death === 'before') return never;
      task.attributes = mergeAttributes(task.attributes, patch);
      return death === 'after' ? never : task.attributes;
    },
  };
  return { router: router as TaskRouter, dies: (at) => void (death = at) };
}

describe.each(storeKinds())('a Function killed between the commit and the merge ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  test.each(['before', 'after'] as const)('RC-5 killed %s the merge: a repeat finishes it, and nothing doubles', async (when) => {
    const task = {
      sid: TASK,
      attributes: { from: '+14155550127', direction: 'inbound', theirs: { kept: true } },
      task_channel_unique_name: 'voice',
      task_queue_sid: sidOf('WQ', 1),
      task_queue_friendly_name: 'Billing EN',
    } as unknown as Task;
    const { router, dies } = taskRouter(task);
    const ctx = () => testContext({ store, workerSid: WORKER, clients: { taskrouter: router } }).ctx;
    const request = { taskSid: TASK, reservationSid: RESERVATION, customerId: null, reasonId: 'other', comment: 'Agreed.' };

    dies(when);
    // the process is gone: nobody ever hears of this one
    void record(request, ctx());
    const interactions = store.collection('interactions');
    for (;;) if ((await interactions.get()).size === 1) break;

    dies(null);
    const again = await record(request, ctx());
    expect(again).toMatchObject({ created: false, outcome: 'merged', interaction: { comment: 'Agreed.' } });
    expect(task.attributes).toMatchObject({ theirs: { kept: true }, conversations: { content: 'Agreed.' } });
    expect((await interactions.get()).size).toBe(1);
    expect((await store.collection('audit').get()).size).toBe(1);
    const months = (await store.collection('outcomeMonths').get()).docs.map((doc) => doc.get('counts') as unknown);
    expect(months).toEqual([{ 19: { other: { [sidOf('WQ', 1)]: { voice: 1 } } } }]);
    const customers = (await store.collection('customers').get()).docs.map((doc) => doc.get('interactionCount') as number);
    expect(customers).toEqual([1]);
  });
});
