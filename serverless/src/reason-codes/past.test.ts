import type { Interaction, ListResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as current } from '../../functions/reason-codes/current';
import { handler as publish } from '../../functions/reason-codes/publish';
import { recountMonth } from '../outcomes/recount-month';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

/** Through the endpoints, as desktop and administration call them. */
describe('AD-4 the past stays as it was', () => {
  const CALLER = '+14155550187';
  let centre: TestEnvironment;
  beforeAll(async () => {
    centre = await startTestEnvironment();
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(() => jest.restoreAllMocks());

  const recorded = async (reasonId: string): Promise<Interaction> => {
    const rung = centre.twilio.phone.ring('unknown');
    centre.twilio.phone.accept(rung.taskSid);
    const answer = await centre.as('ada')(record, { ...rung, customerId: '', reasonId, comment: 'As it was.' });
    expect(answer.status).toBe(200);
    return (answer.body as { interaction: Interaction }).interaction;
  };
  const history = async (filter?: object): Promise<Interaction[]> => {
    const fields = { address: CALLER, ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }) };
    return ((await centre.as('ada')(list, fields)).body as ListResponse).interactions;
  };
  const counters = async () =>
    (await centre.firestore.store.collection('outcomeMonths').get()).docs.map((doc) => [doc.id, doc.data()]);
  const ownDifferences = async () => {
    const month = new Date().toISOString().slice(0, 7);
    const [entry] = await history();
    const { differences } = await recountMonth(centre.firestore.store, month);
    return differences.filter(({ documentId }) => documentId === `${month}_${entry?.worker.sid}`);
  };
  const published = async (change: (codes: ReasonCode[]) => ReasonCode[]): Promise<void> => {
    const { version, tree } = (await centre.as('sam')(current, {})).body as { version: number; tree: { codes: ReasonCode[] } };
    const fields = { baseVersion: String(version), codes: JSON.stringify(change(tree.codes)) };
    expect((await centre.as('sam')(publish, fields)).body).toMatchObject({ outcome: 'published' });
  };
  const edit = (id: string, change: Partial<ReasonCode>) => (codes: ReasonCode[]) =>
    codes.map((code) => (code.id === id ? { ...code, ...change } : code));

  test('record, rename, translate, move and retire, publish: history, filters, counters and the task’s outcome are unchanged', async () => {
    const before = [await recorded('billing_refund_status'), await recorded('billing_payment_refused')];
    const [listed, counted] = [await history(), await counters()];
    const outcomes = before.map(({ taskSid }) => centre.twilio.taskrouter.task(taskSid).attributes.conversations);
    expect(listed).toEqual(expect.arrayContaining(before));

    await published(edit('billing', { labels: { en: 'Money', ja: 'お金', fr: 'Argent' } }));
    await published(edit('billing_refund_status', { labels: { en: 'Where is it?' }, parentId: null, commentRequired: true }));
    await published(edit('billing_refund_status', { active: false }));
    await published(edit('billing', { active: false }));

    expect(await history()).toEqual(listed);
    expect(await counters()).toEqual(counted);
    expect(before.map(({ taskSid }) => centre.twilio.taskrouter.task(taskSid).attributes.conversations)).toEqual(outcomes);
    // A filter on the branch finds what was below it then, by its words then
    const below = await history({ reasonId: 'billing' });
    expect(below.map(({ interactionId }) => interactionId).sort()).toEqual(
      before.map(({ interactionId }) => interactionId).sort(),
    );
    expect(await history({ text: 'refund status' })).toHaveLength(1);
    expect(await history({ text: 'where' })).toEqual([]);
    // Counted again from the entries: the same as what was counted as they came
    expect(await ownDifferences()).toEqual([]);
  });

  test('what would change it is refused, and nothing of the tree is published', async () => {
    const { version, tree } = (await centre.as('sam')(current, {})).body as { version: number; tree: { codes: ReasonCode[] } };
    for (const codes of [
      edit('orders', { reportingValue: 'ordering' })(tree.codes),
      tree.codes.filter(({ id }) => id !== 'orders'),
    ]) {
      const fields = { baseVersion: String(version), codes: JSON.stringify(codes) };
      expect((await centre.as('sam')(publish, fields)).body).toMatchObject({ outcome: 'invalid' });
    }
    expect((await centre.as('sam')(current, {})).body).toMatchObject({ version });
  });
});
