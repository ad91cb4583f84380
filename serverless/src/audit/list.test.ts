import type { AuditLimitsResponse, AuditListResponse } from '@interaction-history/shared/src/contract/audit';
import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { Timestamp } from 'firebase-admin/firestore';
import { handler as limits } from '../../functions/audit/limits';
import { handler as auditList } from '../../functions/audit/list';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as merge } from '../../functions/customers/merge';
import { handler as search } from '../../functions/customers/search';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

const DAVID = '+14155550127';
const SPAN = { from: '2020-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' };

describe('PR-2 the audit trail answers', () => {
  let centre: TestEnvironment;
  let ada: ReturnType<TestEnvironment['as']>;
  let kim: ReturnType<TestEnvironment['as']>;
  let root: ReturnType<TestEnvironment['as']>;
  beforeAll(async () => {
    centre = await startTestEnvironment();
    [ada, kim, root] = [centre.as('ada'), centre.as('kim'), centre.as('root')];
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(() => jest.restoreAllMocks());

  const ask = async (fields: Record<string, string>): Promise<AuditListResponse> =>
    (await root(auditList, { ...SPAN, ...fields })).body as AuditListResponse;
  const did = ({ entries }: AuditListResponse): string[] => entries.map(({ worker, action }) => `${worker.name} ${action}`);
  const accepted = () => {
    const rung = centre.twilio.phone.ring('one-match');
    centre.twilio.phone.accept(rung.taskSid);
    return rung;
  };

  test('who looked at David: exactly what showed him, before and after he was stored, by any of his keys, and not what showed others', async () => {
    const rung = accepted();
    const { salesforce } = (await ada(lookup, { address: DAVID, taskSid: rung.taskSid })).body as LookupResponse;
    const [found] = salesforce.status === 'ok' ? salesforce.matches : [];
    await kim(search, { name: 'Okafor' });
    const chosen = { source: 'salesforce', contactId: found?.salesforce?.contactId, accountId: null };
    const linked = await ada(linkCustomer, { taskSid: rung.taskSid, record: JSON.stringify(chosen) });
    const { customer } = linked.body as LinkCustomerResponse;
    const { customerId = '' } = customer ?? {};
    await kim(list, { customerId });
    await ada(record, { ...rung, customerId, reasonId: 'billing_refund_status', comment: '' });
    // somebody else’s
    await kim(search, { name: 'Torres' });
    await kim(list, { customerId: 'seed-priya' });

    const asked = await ask({ text: '(415) 555-0127' });
    expect(asked.customers).toMatchObject([{ customerId, name: 'David Okafor' }]);
    const wanted = [
      'Ada Agent interaction.record',
      'Kim Lee interaction.list',
      'Ada Agent customer.link',
      'Kim Lee customer.search',
      'Ada Agent customer.lookup',
    ];
    expect(did(asked)).toEqual(wanted);
    expect(asked.entries[4]).toMatchObject({ taskSid: rung.taskSid, roles: ['agent'] });
    expect(asked.entries[3]?.taskSid).toBeNull();
    expect(did(await ask({ text: String(customer?.accountNumber) })).slice(1)).toEqual(wanted);
    expect(did(await ask({ text: DAVID, action: 'customer.search' }))).toEqual(['Kim Lee customer.search']);
  });

  test('reading the trail is itself a row, with whom it was about', async () => {
    await ask({ text: DAVID });
    const [row] = (await ask({ text: DAVID })).entries;
    expect(row).toMatchObject({ action: 'audit.read', worker: { name: 'Rita Admin' } });
    expect(row?.customerIds).toHaveLength(1);
  });

  test('what was read of a merged customer is found by whom it was merged into', async () => {
    await ada(list, { customerId: 'seed-priya' });
    const { customers } = await ask({ text: DAVID });
    await centre.as('sam')(merge, { customerId: customers[0]?.customerId, duplicateId: 'seed-priya' });
    expect(did(await ask({ text: DAVID }))).toContain('Ada Agent interaction.list');
  });

  test('what a person did, by action, a span that ends before now, and every row once over pages', async () => {
    const { store } = centre.firestore;
    const at = Date.parse('2024-05-01T10:00:00.000Z');
    const worker = 'WK' + '2'.padStart(32, '0');
    await Promise.all(
      Array.from({ length: 250 }, (_, n) =>
        store.collection('audit').add({
          ...{ action: n % 2 === 0 ? 'customer.lookup' : 'customer.search', taskSid: null, subjects: [], workerSid: worker },
          ...{ roles: ['agent'], correlationId: `request-${n}`, at: Timestamp.fromMillis(at + (n % 7)) },
        }),
      ),
    );
    const span = { from: '2024-05-01T00:00:00.000Z', to: '2024-05-02T00:00:00.000Z', workerSid: worker };
    const requests: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: AuditListResponse = await ask({ ...span, ...(cursor === '' ? {} : { cursor }) });
      requests.push(...page.entries.map(({ correlationId }) => correlationId));
      cursor = page.nextCursor;
    }
    expect([requests.length, new Set(requests).size]).toEqual([250, 250]);
    const lookups = await ask({ ...span, action: 'customer.lookup' });
    expect([lookups.entries.length, new Set(did(lookups))]).toEqual([100, new Set(['Kim Lee customer.lookup'])]);
    expect((await ask({ ...span, to: '2024-05-01T09:00:00.000Z' })).entries).toEqual([]);
  });

  test('403 for agents and supervisors, 400 for a span that ends before it begins and a cursor of another’s making', async () => {
    expect((await ada(auditList, SPAN)).status).toBe(403);
    expect((await centre.as('sam')(auditList, SPAN)).status).toBe(403);
    expect((await root(auditList, { from: SPAN.to, to: SPAN.from })).status).toBe(400);
    expect((await root(auditList, { ...SPAN, cursor: 'bm9uZQ' })).status).toBe(400);
  });

  test('TR-3 supervisors hear who has met the limit; 403 for agents', async () => {
    centre.env.READS_WITHOUT_TASK = '5';
    for (let n = 0; n < 6; n++) await ada(list, { customerId: 'seed-priya' });
    delete centre.env.READS_WITHOUT_TASK;
    const { workers } = (await centre.as('sam')(limits, {})).body as AuditLimitsResponse;
    expect(workers).toEqual([
      {
        worker: { sid: expect.stringMatching(/^WK/) as string, name: 'Ada Agent' },
        times: 1,
        lastAt: expect.any(String) as string,
      },
    ]);
    expect((await ada(limits, {})).status).toBe(403);
  });
});
