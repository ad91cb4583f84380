import type { OwnInteractions } from '@interaction-history/shared/src/contract/interactions';
import { Timestamp } from 'firebase-admin/firestore';
import { handler as amend } from '../../functions/interactions/amend';
import { handler as own } from '../../functions/interactions/own';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
afterAll(() => centre.stop());
beforeEach(() => void captureLog());
afterEach(() => jest.restoreAllMocks());

const HOUR_MS = 3_600_000;
const asked = async (who: string): Promise<OwnInteractions> => {
  const answer = await centre.as(who)(own, {});
  expect(answer.status).toBe(200);
  return answer.body as OwnInteractions;
};
const recorded = async (comment: string, customerId = '') => {
  const rung = centre.twilio.phone.ring('one-match');
  centre.twilio.phone.accept(rung.taskSid);
  if (customerId !== '')
    await centre.as('ada')(linkCustomer, { taskSid: rung.taskSid, record: JSON.stringify({ source: 'stored', customerId }) });
  const about = { ...rung, customerId, reasonId: 'billing_refund_status', comment };
  expect(await centre.as('ada')(record, about)).toMatchObject({ status: 200 });
  return { ...rung, document: centre.firestore.store.doc(`interactions/${rung.taskSid}_${rung.reservationSid}`) };
};
const comments = ({ entries }: OwnInteractions): string[] => entries.map(({ interaction }) => interaction.comment);

test('IH-6 an agent gets their own entries of the last 24 hours, newest first, with their customers’ names, and amends one', async () => {
  const first = await recorded('first', 'seed-priya');
  await recorded('second');
  const answer = await asked('ada');
  expect(comments(answer)).toEqual(['second', 'first']);
  expect(answer.entries[1]).toMatchObject({ customerName: 'Priya Natarajan' });
  const { revision = 0 } = answer.entries[1]?.interaction ?? {};
  const change = { taskSid: first.taskSid, reservationSid: first.reservationSid, comment: 'mended' };
  expect(
    await centre.as('ada')(amend, { ...change, baseRevision: String(revision), amendmentKey: 'own-entries-1' }),
  ).toMatchObject({ status: 200 });
  expect(comments(await asked('ada'))).toEqual(['second', 'mended']);
});

test('IH-6 a colleague’s are not among them, not for a supervisor either', async () => {
  expect(await asked('kim')).toEqual({ entries: [], more: false });
  expect(await asked('sam')).toEqual({ entries: [], more: false });
});

test('IH-6 one that was sent late is there for 24 hours from then on, and no longer', async () => {
  const { document } = await recorded('late');
  const ago = (hours: number): Timestamp => Timestamp.fromMillis(Date.now() - hours * HOUR_MS);
  await document.update({ occurredAt: ago(40), recordedAt: ago(20) });
  expect(comments(await asked('ada'))).toContain('late');
  await document.update({ recordedAt: ago(25) });
  expect(comments(await asked('ada'))).not.toContain('late');
});

test('IH-6 PR-2 who looked is in the audit trail, with the customers shown; who has none leaves no row', async () => {
  const rows = async (sid: string) =>
    (await centre.firestore.store.collection('audit').where('workerSid', '==', sid).get()).docs
      .map((row) => row.data() as { action: string })
      .filter(({ action }) => action === 'interaction.list').length;
  const [ada, kim] = ['1', '2'].map((n) => `WK${n.padStart(32, '0')}`) as [string, string];
  const before = [await rows(ada), await rows(kim)];
  await asked('ada');
  await asked('kim');
  expect([await rows(ada), await rows(kim)]).toEqual([(before[0] ?? 0) + 1, before[1]]);
});

test('IH-6 without the store it says so', async () => {
  centre.firestore.setFault('unavailable');
  const answer = await centre.as('ada')(own, {});
  centre.firestore.setFault(null);
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'upstream_unavailable' } } });
});
