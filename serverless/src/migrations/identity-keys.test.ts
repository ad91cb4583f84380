import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { storeKinds } from '../testing/stores';
import { collections } from '../vendors/firestore/collections';
import type { CustomerDocument, InteractionDocument } from '../vendors/firestore/documents';
import { currentKey, migrate } from './identity-keys';

test.each([
  ['phone:+5215512345678', 'phone:+525512345678'],
  ['handle:+5215512345678', 'phone:+525512345678'],
  ['phone:+554188887777', 'phone:+5541988887777'],
  ['phone:+5491123456789', 'phone:+541123456789'],
  ['sip:+14155550190@trunk.example.com:5060;user=phone', 'phone:+14155550190'],
  ['sip:alice@pbx.example:5060;transport=udp', 'sip:alice@pbx.example'],
])('ID-15 the identity %s is kept under %s now', (old, now) => {
  expect(currentKey(old)).toBe(now);
  expect(currentKey(now)).toBe(now);
});

test.each([
  'phone:+14155550100',
  'email:a@b.example',
  'handle:messenger:4711',
  'handle:a%2Fb',
  'handle:%~4oCL',
  'salesforce-contact:003000000000001',
])('ID-15 the identity %s stays', (key) => {
  expect(currentKey(key)).toBe(key);
});

describe.each(storeKinds())('moving identities ($name)', ({ open, close }) => {
  let db: Firestore;
  beforeEach(async () => {
    db = await open();
  });
  afterAll(close);

  const customer = async (id: string, more: Partial<CustomerDocument>): Promise<void> => {
    const now = Timestamp.now();
    const blank = {
      name: null,
      company: null,
      accountNumber: null,
      email: null,
      phones: [],
      salesforce: null,
      interactionCount: 0,
    };
    await collections
      .customers(db)
      .doc(id)
      .set({ ...blank, createdAt: now, createdBy: 'WK1', updatedAt: now, updatedBy: 'WK1', ...more });
  };
  const leadTo = async (key: string, customerId: string): Promise<void> => {
    await collections.identities(db).doc(key).set({ customerId });
  };
  const owners = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await collections.identities(db).get()).docs.map((doc) => [doc.id, doc.data().customerId]));
  const entry = async (id: string, customerId: string): Promise<void> => {
    await collections
      .interactions(db)
      .doc(id)
      .set({ customerId } as InteractionDocument);
  };
  const all = { cursor: undefined, dryRun: false, limit: 100 };

  test('ID-15 old keys are moved once, in pages, and a dry run only counts', async () => {
    await customer('mx', { name: 'Luz', phones: ['+5215512345678', '+14155550100'] });
    await leadTo('handle:+5215512345678', 'mx');
    await leadTo('phone:+14155550100', 'mx');
    await leadTo('sip:alice@pbx.example:5060', 'mx');
    const before = await owners();
    expect(await migrate(db, { ...all, dryRun: true })).toEqual({ cursor: undefined, moved: 2, seen: 3 });
    expect(await owners()).toEqual(before);
    let [cursor, moved, pages]: [string | undefined, number, number] = [undefined, 0, 0];
    do {
      const page = await migrate(db, { cursor, dryRun: false, limit: 1 });
      [cursor, moved, pages] = [page.cursor, moved + page.moved, pages + 1];
    } while (cursor !== undefined && pages < 20);
    expect(moved).toBe(2);
    expect(await owners()).toEqual({ 'phone:+525512345678': 'mx', 'phone:+14155550100': 'mx', 'sip:alice@pbx.example': 'mx' });
    expect((await collections.customers(db).doc('mx').get()).data()?.phones).toEqual(['+525512345678', '+14155550100']);
    expect(await migrate(db, all)).toEqual({ cursor: undefined, moved: 0, seen: 3 });
  });

  test('ID-15 a nameless caller under the old key joins the customer under the new one, and no entry is lost', async () => {
    await customer('nameless', { phones: ['+554188887777'], interactionCount: 2 });
    await customer('bia', { name: 'Bia', phones: ['+5541988887777'], interactionCount: 1 });
    await leadTo('phone:+554188887777', 'nameless');
    await leadTo('phone:+5541988887777', 'bia');
    await Promise.all([entry('e1', 'nameless'), entry('e2', 'nameless'), entry('e3', 'bia')]);
    expect(await migrate(db, all)).toMatchObject({ moved: 1 });
    expect(await owners()).toEqual({ 'phone:+5541988887777': 'bia' });
    const entries = (await collections.interactions(db).get()).docs.map((doc) => doc.data().customerId);
    expect(entries).toEqual(['bia', 'bia', 'bia']);
    expect((await collections.customers(db).doc('bia').get()).data()?.interactionCount).toBe(3);
    expect(await migrate(db, all)).toMatchObject({ moved: 0 });
  });

  test('ID-17 two named customers under the two forms stay two', async () => {
    await customer('ana', { name: 'Ana' });
    await customer('bia', { name: 'Bia' });
    await leadTo('phone:+5491123456789', 'ana');
    await leadTo('phone:+541123456789', 'bia');
    const before = await owners();
    expect(await migrate(db, all)).toMatchObject({ moved: 0, seen: 2 });
    expect(await owners()).toEqual(before);
  });
});
