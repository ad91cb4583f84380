import type { ErasePersonResponse, ExportedPage, FoundPeople } from '@interaction-history/shared/src/contract/privacy';
import { handler as record } from '../../functions/interactions/record';
import { handler as erase } from '../../functions/privacy/erase';
import { handler as exportPerson } from '../../functions/privacy/export';
import { handler as find } from '../../functions/privacy/find';
import { handler as hold } from '../../functions/privacy/hold';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

const PHONE = '+14155550999';

describe('PR-1 what is held of a person', () => {
  let centre: TestEnvironment;
  let root: ReturnType<TestEnvironment['as']>;
  let lines: string[];
  beforeAll(async () => {
    centre = await startTestEnvironment();
    root = centre.as('root');
    const { store } = centre.firestore;
    const priya = (await store.doc('customers/seed-priya').get()).data();
    const fields = { name: 'Nia Both', accountNumber: 'C-77', email: 'nia@mail.example', phones: [PHONE], salesforce: null };
    await store.doc('customers/nia').set({ ...priya, ...fields });
    await store.doc('customers/nia2').set({ ...priya, ...fields, name: null, accountNumber: null, email: null });
    await store.doc(`identities/phone:${PHONE}`).set({ customerId: 'nia' });
    await store.doc('identities/client:"odd" name').set({ customerId: 'nia' });
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void (lines = captureLog()));
  afterEach(() => jest.restoreAllMocks());

  const found = async (text: string): Promise<FoundPeople> => (await root(find, { text })).body as FoundPeople;
  const recorded = async (customerId: string): Promise<void> => {
    const rung = centre.twilio.phone.ring('unknown');
    centre.twilio.phone.accept(rung.taskSid);
    await centre.as('ada')(record, { ...rung, customerId, reasonId: 'billing_refund_status', comment: 'Refund agreed.' });
  };

  test('is found by a phone in any form, an address, a number and a name, with counts by kind and the other record of hers', async () => {
    await recorded('nia');
    for (const text of ['(415) 555-0999', 'nia@mail.example', 'C-77', 'Nia Both']) {
      const { people, more, unfinished } = await found(text);
      expect([people.map(({ customer }) => customer.customerId).sort(), more, unfinished]).toEqual([['nia', 'nia2'], false, []]);
      const nia = people.find(({ customer }) => customer.customerId === 'nia');
      expect(nia).toMatchObject({
        held: { customers: 1, identities: 2, interactions: 1 },
        hold: null,
        sameAs: ['nia2'],
      });
    }
    expect((await found('nobody@mail.example')).people).toEqual([]);
  });

  test('is exported page by page, each document whole, and each look and export is a row', async () => {
    const documents: ExportedPage['documents'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const asked = { customerIds: JSON.stringify(['nia']), ...(cursor === '' ? {} : { cursor }) };
      const answer = await root(exportPerson, asked);
      expect(answer.status).toBe(200);
      const page = answer.body as ExportedPage;
      documents.push(...page.documents);
      cursor = page.nextCursor;
    }
    const of = (kind: string) => documents.filter((each) => each.kind === kind);
    expect(documents[0]).toMatchObject({ kind: 'customers', id: 'nia', content: { name: 'Nia Both', phones: [PHONE] } });
    expect(of('interactions')).toMatchObject([
      { content: { comment: 'Refund agreed.', occurredAt: expect.stringMatching(/^20.*Z$/) as string } },
    ]);
    expect(of('identities')).toHaveLength(2);
    expect(of('audit').length).toBeGreaterThan(0);
    const rows = (await centre.firestore.store.collection('audit').where('subjects', 'array-contains', 'nia').get()).docs;
    const actions = rows.map((row) => row.data().action as string);
    expect(actions).toEqual(expect.arrayContaining(['privacy.find', 'privacy.export']));
  });

  test('403 for agents and supervisors, 404 for nobody, 400 for a cursor of another’s making, a reference that is a sentence, no customer', async () => {
    const ids = { customerIds: JSON.stringify(['nia']) };
    for (const person of ['ada', 'sam']) {
      const call = centre.as(person);
      expect((await call(find, { text: 'C-77' })).status).toBe(403);
      expect((await call(exportPerson, ids)).status).toBe(403);
      expect((await call(hold, { customerId: 'nia', note: 'x' })).status).toBe(403);
      expect((await call(erase, { ...ids, confirm: 'C-77' })).status).toBe(403);
    }
    expect((await root(exportPerson, { customerIds: '["gone"]' })).status).toBe(404);
    expect((await root(erase, { customerIds: '["gone"]', confirm: 'C-77' })).status).toBe(404);
    expect((await root(hold, { customerId: 'gone', note: 'x' })).status).toBe(404);
    expect((await root(exportPerson, { ...ids, cursor: 'bm9uZQ' })).status).toBe(400);
    expect((await root(exportPerson, { customerIds: '[]' })).status).toBe(400);
    expect((await root(erase, { ...ids, confirm: 'C-77', reference: 'Nia asked' })).status).toBe(400);
    expect(await root(erase, { ...ids, confirm: 'C-78' })).toMatchObject({
      status: 400,
      body: { error: { fields: { confirm: { code: 'unknown_value' } } } },
    });
  });

  test('PR-6 a hold stands beside who is found, refuses erasing, and is lifted; then both records are erased, and no line or row of it names her', async () => {
    expect((await root(hold, { customerId: 'nia2', note: 'LC-2026-118' })).body).toMatchObject({ hold: { note: 'LC-2026-118' } });
    expect((await found('C-77')).people.find(({ hold: on }) => on !== null)).toMatchObject({
      customer: { customerId: 'nia2' },
      hold: { by: { name: 'Rita Admin' } },
    });
    const both = { customerIds: JSON.stringify(['nia', 'nia2']), confirm: 'C-77', reference: 'DSR-1' };
    expect((await root(erase, both)).body).toMatchObject({ outcome: 'held' });
    expect((await root(hold, { customerId: 'nia2', note: 'null' })).body).toEqual({ hold: null, isSettled: true });
    const done = (await root(erase, both)).body as ErasePersonResponse;
    expect(done).toMatchObject({ outcome: 'erased', erased: { customers: 2, interactions: 1 } });
    expect((await found('C-77')).people).toEqual([]);
    const rows = (await centre.firestore.store.collection('audit').where('action', '==', 'privacy.erase').get()).docs;
    const receipts = (await centre.firestore.store.collection('erasures').get()).docs;
    const told = JSON.stringify([lines, [...rows, ...receipts].map((doc) => doc.data())]);
    expect(told).toContain('DSR-1');
    expect(told.match(/Nia|C-77|5550999|nia@|Refund/)).toBeNull();
  });
});
