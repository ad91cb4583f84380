import { ENDPOINTS, type WorkerPath } from '@interaction-history/shared/src/contract/endpoints';
import {
  customer,
  lookupResponse,
  masterRecord,
  match,
  type LookupResponse,
} from '@interaction-history/shared/src/contract/customers';
import { interaction } from '@interaction-history/shared/src/contract/interactions';
import { z } from 'zod';
import { handler as create } from '../../functions/customers/create';
import { handler as findStored } from '../../functions/customers/find-stored';
import { handler as importCustomer } from '../../functions/customers/import';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as masterRecordHandler } from '../../functions/customers/master-record';
import { handler as search } from '../../functions/customers/search';
import { handler as list } from '../../functions/interactions/list';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { handler as publish } from '../../functions/settings/publish';
import { readConfig } from '../config/config';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { shortenWaits } from '../testing/timings';
import { hashedKey } from './subjects';
import { SHOWN } from './shown';

const DAVID = '+14155550127';

describe('what is declared', () => {
  const people = new Set<unknown>([customer, match, interaction, masterRecord]);
  /** Whether a schema holds, anywhere, one of those that are a person. */
  const holdsPeople = (schema: unknown): boolean => {
    if (people.has(schema)) return true;
    if (schema instanceof z.ZodObject) {
      // what extends a person's schema has its fields, and is another object
      if (['name', 'phones', 'accountNumber'].every((field) => field in schema.shape)) return true;
      return Object.values(schema.shape).some(holdsPeople);
    }
    if (schema instanceof z.ZodArray) return holdsPeople(schema.element);
    if (schema instanceof z.ZodUnion) return schema.options.some(holdsPeople);
    if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
      return holdsPeople(schema.unwrap());
    return false;
  };

  test('PR-2 every endpoint whose answer can hold a customer, a record or an entry says whom it shows', () => {
    expect(holdsPeople(lookupResponse)).toBe(true);
    const silent = (Object.keys(SHOWN) as WorkerPath[]).filter(
      (path) => SHOWN[path] === 'nobody' && holdsPeople(ENDPOINTS[path].response),
    );
    expect(silent).toEqual([]);
  });
});

test('PR-2 a hash tells nobody apart without the key, and is no customer’s id', () => {
  expect(hashedKey(`phone:${DAVID}`, 'one secret')).not.toBe(hashedKey(`phone:${DAVID}`, 'another secret'));
  expect(hashedKey(`phone:${DAVID}`, 'one secret')).toMatch(/^#[A-Za-z0-9_-]{22}$/);
});

describe('the audit trail', () => {
  let centre: TestEnvironment;
  let log: string[];
  let ada: ReturnType<TestEnvironment['as']>;
  let sam: ReturnType<TestEnvironment['as']>;

  beforeAll(async () => {
    centre = await startTestEnvironment();
    ada = centre.as('ada');
    sam = centre.as('sam');
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => {
    log = captureLog();
  });
  afterEach(() => {
    centre.firestore.setFault(null);
    jest.restoreAllMocks();
  });

  const hash = (key: string): string => hashedKey(key, readConfig(centre.env).auditKey);
  const rows = async (): Promise<Record<string, unknown>[]> =>
    (await centre.firestore.store.collection('audit').orderBy('at').get()).docs.map((doc) => doc.data());
  /** What one request has added. */
  const added = async (work: () => Promise<unknown>): Promise<Record<string, unknown>[]> => {
    const before = (await rows()).length;
    await work();
    return (await rows()).slice(before);
  };
  const auditLines = (): Record<string, unknown>[] =>
    log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ kind }) => kind === 'audit');
  const ring = (persona: string) => {
    const rung = centre.twilio.phone.ring(persona);
    centre.twilio.phone.accept(rung.taskSid);
    return rung;
  };
  const contactOf = async (address: string): Promise<{ contactId: string; accountNumber: string }> => {
    const { salesforce } = (await ada(lookup, { address })).body as LookupResponse;
    const [found] = salesforce.status === 'ok' ? salesforce.matches : [];
    return { contactId: found?.salesforce?.contactId ?? '', accountNumber: found?.accountNumber ?? '' };
  };

  test('PR-2 a look-up’s row has the hash of the address and of each record shown, and no address', async () => {
    const { contactId } = await contactOf(DAVID);
    const [row, ...others] = await added(() => ada(lookup, { address: '(415) 555-0127' }));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ action: 'customer.lookup', taskSid: null, workerSid: expect.stringMatching(/^WK/) as string });
    expect(row?.subjects).toEqual(
      expect.arrayContaining([hash(`phone:${DAVID}`), hash(`salesforce-contact:${contactId.slice(0, 15)}`)]),
    );
    expect(JSON.stringify([row, log])).not.toMatch(/5550127|Okafor/);
  });

  test('PR-2 search, master record, history and stored customers each leave one row with whom they showed', async () => {
    const { contactId } = await contactOf(DAVID);
    const person = hash(`salesforce-contact:${contactId.slice(0, 15)}`);
    const [searched] = await added(() => ada(search, { name: 'Okafor' }));
    expect([searched?.action, searched?.subjects]).toEqual(['customer.search', expect.arrayContaining([person])]);

    const [read] = await added(() => ada(masterRecordHandler, { accountNumber: 'A-204417' }));
    expect([read?.action, read?.subjects]).toEqual(['customer.read', expect.arrayContaining([hash('account-number:A-204417')])]);

    const rung = ring('one-match');
    const linked = await added(() =>
      ada(linkCustomer, { taskSid: rung.taskSid, record: JSON.stringify({ source: 'salesforce', contactId, accountId: null }) }),
    );
    const customerId = linked[0]?.customerId as string;
    expect(linked[0]?.subjects).toEqual([customerId]);
    const [history, ...others] = await added(() => ada(list, { customerId }));
    expect(others).toEqual([]);
    expect(history).toMatchObject({ action: 'interaction.list', customerId, subjects: [customerId] });

    const [stored] = await added(() => sam(findStored, { text: DAVID }));
    expect([stored?.action, stored?.subjects]).toEqual(['customer.search', expect.arrayContaining([customerId])]);

    const { contactId: _, ...known } = await contactOf(DAVID);
    expect(known).toBeDefined();
    const [looked] = await added(() => ada(lookup, { address: DAVID }));
    expect(looked?.subjects).toEqual(expect.arrayContaining([customerId, person]));
  });

  test('PR-2 a new customer who is taken, or held elsewhere, is shown and leaves a row', async () => {
    const rung = ring('unknown');
    const fields = { taskSid: rung.taskSid, firstName: 'Noor', lastName: 'Haddad', phone: '+1 415 555 0127' };
    const [row] = await added(() => ada(create, fields));
    expect(row).toMatchObject({ action: 'customer.read', taskSid: rung.taskSid });
    expect((row?.subjects as string[]).length).toBeGreaterThan(0);
  });

  test('PR-2 an import’s second row says what came of it and whom it showed', async () => {
    const rung = ring('master-only');
    const [intended, done, ...others] = await added(() =>
      ada(importCustomer, { taskSid: rung.taskSid, accountNumber: 'A-204417' }),
    );
    expect(others).toEqual([]);
    expect(intended).toMatchObject({ action: 'customer.import', outcome: 'intended' });
    expect(done).toMatchObject({ action: 'customer.import', outcome: 'created' });
    expect(done?.subjects).toEqual(expect.arrayContaining([hash('account-number:A-204417')]));
  });

  test('PR-2 refusals are rows: a role, and a task that is somebody else’s', async () => {
    const [role] = await added(() => ada(publish, { baseVersion: 0, settings: '{}' }));
    expect(role).toMatchObject({ action: 'refused', endpoint: 'settings/publish', code: 'forbidden', subjects: [] });
    const kims = centre.twilio.phone.ring('one-match', 'kim');
    const request = { taskSid: kims.taskSid, firstName: 'Noor', lastName: 'Haddad', phone: '+1 415 555 0166' };
    const theirs = await added(() => ada(create, request));
    expect(theirs).toEqual([
      expect.objectContaining({ action: 'refused', endpoint: 'customers/create', code: 'forbidden', taskSid: kims.taskSid }),
    ]);
  });

  test('PR-2 every row that is stored is a line of the log as well, those of commits too', async () => {
    const rung = ring('unknown');
    await added(() => ada(linkCustomer, { taskSid: rung.taskSid, record: 'null' }));
    expect(auditLines()).toEqual([expect.objectContaining({ action: 'customer.unlink', taskSid: rung.taskSid, stored: true })]);
  });

  test.each([
    ['is down', 'unavailable'],
    ['hangs', 'hang'],
  ] as const)('PR-2 while the store %s the answer comes, and the row is in the log as a line of its kind', async (_, fault) => {
    shortenWaits();
    centre.firestore.setFault(fault);
    for (const [handler, fields] of [
      [search, { name: 'Okafor' }],
      [masterRecordHandler, { accountNumber: 'A-204417' }],
      [lookup, { address: DAVID }],
    ] as const) {
      log.length = 0;
      expect((await ada(handler, fields)).status).toBe(200);
      expect(auditLines()).toEqual([
        expect.objectContaining({ kind: 'audit', stored: false, workerSid: expect.any(String) as string }),
      ]);
    }
  });
});
