import type { DraftsOfTask, OwnDraft } from '@interaction-history/shared/src/contract/drafts';
import { handler as draftKey } from '../../functions/drafts/key';
import { handler as ofTask } from '../../functions/drafts/of-task';
import { handler as own } from '../../functions/drafts/own';
import { handler as save } from '../../functions/drafts/save';
import { handler as record } from '../../functions/interactions/record';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { collections } from '../vendors/firestore/collections';

let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect(centre.twilio.unknown).toEqual([]);
});
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  centre.twilio.faults.taskrouter = null;
});

type Part = { taskSid: string; reservationSid: string };
const ring = (): Part => centre.twilio.phone.ring('one-match');
const accepted = (): Part => {
  const rung = ring();
  centre.twilio.phone.accept(rung.taskSid);
  return rung;
};
const about = { customerId: null, link: null, unlink: false, customerName: 'David Okafor' };
const typed = (part: Part, more: object = {}) => ({
  ...part,
  reasonId: '',
  comment: 'No signal',
  about: JSON.stringify(about),
  ...more,
});
const as = (who: string) => centre.as(who);
const codeOf = (answer: { body: unknown }) => (answer.body as { error?: { code: string } }).error?.code;
const stored = async ({ reservationSid }: Part) =>
  (await collections.drafts(centre.firestore.store).doc(reservationSid).get()).data();
const seenBy = async (who: string, part: Part): Promise<DraftsOfTask> => {
  const answer = await as(who)(ofTask, { ...part });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as DraftsOfTask;
};
const recording = (part: Part) => ({ ...part, customerId: '', reasonId: 'billing_refund_status', comment: 'Done' });

describe('drafts/save', () => {
  test('RC-4 what is typed is kept as it stands, and taken away when nothing is left', async () => {
    const part = accepted();
    expect(await as('ada')(save, typed(part))).toMatchObject({ status: 200, body: { savedAt: expect.any(String) as string } });
    await as('ada')(save, typed(part, { reasonId: 'billing_refund_status', comment: 'No signal since Monday' }));
    expect(await stored(part)).toMatchObject({
      reasonId: 'billing_refund_status',
      comment: 'No signal since Monday',
      worker: { name: 'Ada Agent' },
      about,
    });
    expect(await as('ada')(save, typed(part, { comment: '' }))).toMatchObject({ body: { savedAt: null } });
    expect(await stored(part)).toBeUndefined();
  });

  test('RC-4 TaskRouter is asked once: later texts are kept while it is down, and when the task is gone', async () => {
    const part = accepted();
    await as('ada')(save, typed(part));
    centre.twilio.faults.taskrouter = 500;
    expect(await as('ada')(save, typed(part, { comment: 'and more' }))).toMatchObject({ status: 200 });
    expect(await stored(part)).toMatchObject({ comment: 'and more' });
  });

  test('TR-1 a call that only rings, or is a colleague’s, keeps no draft; a colleague’s draft is never written over', async () => {
    expect(codeOf(await as('ada')(save, typed(ring())))).toBe('forbidden');
    const part = accepted();
    expect(codeOf(await as('kim')(save, typed(part)))).toBe('forbidden');
    expect(codeOf(await as('sam')(save, typed(part)))).toBe('forbidden');
    await as('ada')(save, typed(part));
    expect(codeOf(await as('kim')(save, typed(part, { comment: 'Kim’s' })))).toBe('forbidden');
    expect(await stored(part)).toMatchObject({ comment: 'No signal' });
  });

  test('RC-4 the draft goes with the recording, and a save that comes after it brings nothing back', async () => {
    const part = accepted();
    await as('ada')(save, typed(part));
    expect(await as('ada')(record, recording(part))).toMatchObject({ status: 200 });
    expect(await stored(part)).toBeUndefined();
    expect(await as('ada')(save, typed(part))).toMatchObject({ body: { savedAt: null } });
    expect(await stored(part)).toBeUndefined();
  });

  test('RC-4 saving and recording at the same moment leave no draft, whichever is first', async () => {
    for (let n = 0; n < 10; n++) {
      const part = accepted();
      await Promise.all([as('ada')(save, typed(part)), as('ada')(record, recording(part))]);
      expect(await stored(part)).toBeUndefined();
    }
  });

  test('400 a comment that is too long; 503 while the store is down', async () => {
    const part = accepted();
    expect(await as('ada')(save, typed(part, { comment: 'x'.repeat(4_001) }))).toMatchObject({ status: 400 });
    centre.twilio.faults.taskrouter = 500;
    expect(await as('ada')(save, typed(part))).toMatchObject({ status: 503 });
  });
});

describe('drafts/of-task', () => {
  test('RC-4 the agent finds their own draft, and, once recorded, what was recorded', async () => {
    const part = accepted();
    await as('ada')(save, typed(part));
    expect(await seenBy('ada', part)).toMatchObject({
      drafts: [{ reservationSid: part.reservationSid, comment: 'No signal', reasonId: null, worker: { name: 'Ada Agent' } }],
      recorded: null,
      from: null,
    });
    await as('ada')(record, recording(part));
    expect(await seenBy('ada', part)).toMatchObject({
      drafts: [],
      recorded: { reasonId: 'billing_refund_status', comment: 'Done' },
    });
  });

  test('RC-4 who gets the call transferred sees from whom, and the note as typed; who does not, sees nothing', async () => {
    const first = accepted();
    await as('ada')(save, typed(first));
    const second = centre.twilio.phone.transfer('kim', first.taskSid);
    expect(codeOf(await as('kim')(ofTask, { ...second }))).toBe('forbidden');
    centre.twilio.phone.accept(first.taskSid);
    expect(await seenBy('kim', second)).toMatchObject({
      drafts: [{ reservationSid: first.reservationSid, comment: 'No signal' }],
      recorded: null,
      from: { reservationSid: first.reservationSid, worker: { name: 'Ada Agent' } },
    });
  });

  test('IH-7 a supervisor reads the drafts of any task', async () => {
    const part = accepted();
    await as('ada')(save, typed(part));
    expect(await seenBy('sam', { taskSid: part.taskSid } as Part)).toMatchObject({ drafts: [{ comment: 'No signal' }] });
    expect(codeOf(await as('kim')(ofTask, { ...part }))).toBe('forbidden');
  });

  test('PR-2 whoever reads a note leaves a row that names the customer whom it is about', async () => {
    const part = accepted();
    await as('ada')(save, typed(part, { about: JSON.stringify({ ...about, customerId: 'seed-priya' }) }));
    await seenBy('sam', { taskSid: part.taskSid } as Part);
    const rows = await collections.audit(centre.firestore.store).where('subjects', 'array-contains', 'seed-priya').get();
    expect(rows.docs.map((row) => row.data())).toContainEqual(
      expect.objectContaining({ action: 'draft.read', roles: ['supervisor'] }),
    );
  });
});

test('RC-6 an agent’s own drafts are listed at any desk, with what recording them needs; nobody else’s', async () => {
  const part = accepted();
  await as('kim')(save, typed(part));
  await as('ada')(save, typed(part));
  const listed = (await as('ada')(own, {})).body as { drafts: OwnDraft[] };
  expect(listed.drafts.find(({ reservationSid }) => reservationSid === part.reservationSid)).toMatchObject({
    taskSid: part.taskSid,
    comment: 'No signal',
    about: { customerName: 'David Okafor' },
  });
  expect((await as('kim')(own, {})).body).toEqual({ drafts: [] });
});

test('PR-4 a worker’s key is the same at every desk and another for everybody else, with every source down', async () => {
  const keyOf = async (who: string) => ((await as(who)(draftKey, {})).body as { key: string }).key;
  const adas = await keyOf('ada');
  expect(Buffer.from(adas, 'base64')).toHaveLength(32);
  centre.twilio.faults.taskrouter = 500;
  expect(await keyOf('ada')).toBe(adas);
  expect(await keyOf('kim')).not.toBe(adas);
});
