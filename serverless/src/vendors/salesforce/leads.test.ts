import { startTestEnvironment, captureLog, type TestEnvironment } from '../../testing/environment';
import { invoke, type Invoked } from '@interaction-history/sandbox/src/invoke';
import type { LookupResponse, SearchResponse } from '@interaction-history/shared/src/contract/customers';
import type { ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { handler as lookup } from '../../../functions/customers/lookup';
import { handler as search } from '../../../functions/customers/search';
import { handler as list } from '../../../functions/interactions/list';
import { handler as record } from '../../../functions/interactions/record';
import { handler as linkCustomer } from '../../../functions/tasks/link-customer';
import type { TwilioHandler } from '../../runtime/twilio';

/** ID-4 "Leads too, where the org has them". */
let centre: TestEnvironment;
let leadId: string;
beforeAll(async () => {
  centre = await startTestEnvironment();
  const lead = centre.salesforce.records.create('Lead', {
    FirstName: 'Ines',
    LastName: 'Carvalho',
    Company: 'Atlântico Lda',
    Email: 'ines@atlantico.example',
    Phone: '(415) 555-0187',
    Status: 'Working',
    Street: '5 Pier Rd',
    City: 'Sausalito',
    State: 'CA',
    PostalCode: '94965',
  });
  leadId = String(lead.Id);
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect([...centre.salesforce.unknown, ...centre.twilio.unknown]).toEqual([]);
});
beforeEach(() => void captureLog());
afterEach(() => jest.restoreAllMocks());

const ada = (handler: TwilioHandler, fields: Record<string, unknown>, more: Record<string, string> = {}): Promise<Invoked> =>
  invoke(handler, { ...centre.env, SF_LEADS: 'true', ...more }, { Token: centre.twilio.issueToken('ada').token, ...fields });
const ring = () => {
  const rung = centre.twilio.phone.ring('unknown');
  centre.twilio.phone.accept(rung.taskSid);
  return rung;
};
const matchesFor = async (address: string, more?: Record<string, string>) => {
  const { salesforce } = (await ada(lookup, { address, channel: address.includes('@') ? 'email' : 'voice' }, more))
    .body as LookupResponse;
  return salesforce.status === 'ok' ? salesforce.matches : null;
};
const found = async (fields: Record<string, string>, more?: Record<string, string>): Promise<string[]> =>
  ((await ada(search, fields, more)).body as SearchResponse).results.map(({ name }) => name);
/** Ages the lead beyond the search index's lag, so that SOSL alone has to find it. */
const age = (): void => centre.salesforce.records.settle('Lead', leadId, { SystemModstamp: '2026-01-01T00:00:00.000+0000' });

test.each(['just typed in', 'indexed long ago'])(
  'ID-4 ID-5 a Lead %s is found by its phone, and is said to be one',
  async (when) => {
    if (when === 'indexed long ago') age();
    expect(await matchesFor('+14155550187')).toMatchObject([
      {
        key: `salesforce:${leadId}`,
        name: 'Ines Carvalho',
        company: 'Atlântico Lda',
        accountNumber: null,
        address: '5 Pier Rd, Sausalito, CA 94965',
        phones: [{ label: 'Office', value: '(415) 555-0187', matched: true }],
        statuses: [{ field: 'Status', value: 'Working' }],
        openCases: null,
        orders: null,
        salesforce: { accountId: null, contactId: null, leadId, url: expect.stringContaining(`/r/Lead/${leadId}/`) as string },
      },
    ]);
  },
);

test('ID-4 a Lead is found by its e-mail address', async () => {
  expect(await matchesFor('INES@atlantico.example')).toMatchObject([{ name: 'Ines Carvalho', salesforce: { leadId } }]);
});

test.each<Record<string, string>>([
  { name: 'carvalho ines' },
  { name: 'carv', company: 'atlantico' },
  { company: 'ATLANTICO' },
  { email: 'ines@' },
  { postalCode: '94965' },
  { phone: '415-555-0187' },
])('ID-8 the query pane finds a Lead by %j', async (fields) => {
  expect(await found(fields)).toContain('Ines Carvalho');
});

test('ID-4 no Leads configured: none is shown, and Salesforce is not asked for any', async () => {
  const before = centre.salesforce.requests.length;
  expect(await matchesFor('+14155550187', { SF_LEADS: '' })).toEqual([]);
  expect(await found({ name: 'carvalho' }, { SF_LEADS: '' })).toEqual([]);
  expect(centre.salesforce.requests.slice(before).some(({ body }) => /\bLead\b/.test(decodeURIComponent(body)))).toBe(false);
});

test.each([['+14155550187'], ['+14155550127'], ['ines@atlantico.example']])(
  'ID-4 with Leads a look-up still costs two API calls at most: %s',
  async (address) => {
    const before = centre.salesforce.apiCalls();
    await matchesFor(address);
    expect(centre.salesforce.apiCalls() - before).toBeLessThanOrEqual(2);
  },
);

test('ID-8 with Leads a search by company still asks five queries at most, in two API calls', async () => {
  const [calls, asked] = [centre.salesforce.apiCalls(), centre.salesforce.requests.length];
  expect(await found({ company: 'Torres Imports' })).toEqual(expect.arrayContaining(['Ana Torres', 'Miguel Torres']));
  expect(centre.salesforce.apiCalls() - calls).toBe(2);
  const composite = centre.salesforce.requests.slice(asked).find(({ url }) => url.endsWith('/composite'));
  expect((JSON.parse(composite?.body ?? '{}') as { compositeRequest: unknown[] }).compositeRequest.length).toBeLessThanOrEqual(5);
});

test('ID-12 ID-14 a Lead is linked, and its history goes on once it has become a Contact', async () => {
  const rung = ring();
  const link = async (taskSid: string, ids: object): Promise<LinkCustomerResponse> =>
    (
      await ada(linkCustomer, {
        taskSid,
        record: JSON.stringify({ source: 'salesforce', contactId: null, accountId: null, ...ids }),
      })
    ).body as LinkCustomerResponse;
  const linked = await link(rung.taskSid, { leadId });
  expect(linked).toMatchObject({
    customer: { name: 'Ines Carvalho', salesforce: { leadId, contactId: null } },
    addressKept: true,
    attributes: { customers: { name: 'Ines Carvalho', organization: 'Atlântico Lda', phone: '+14155550187' } },
  });
  const customerId = linked.customer?.customerId ?? '';
  const recorded = await ada(record, { ...rung, customerId, reasonId: 'billing_refund_status', comment: 'As a lead' });
  expect(recorded.body as RecordResponse).toMatchObject({ created: true });

  const contact = centre.salesforce.records.create('Contact', { LastName: 'Carvalho', FirstName: 'Ines', Phone: '4155550187' });
  centre.salesforce.records.settle('Lead', leadId, { IsConverted: true, ConvertedContactId: String(contact.Id) });
  expect(await matchesFor('+14155550187')).toMatchObject([{ key: `salesforce:${String(contact.Id)}` }]);
  // the card of before the conversion leads to the contact, too
  for (const ids of [{ contactId: String(contact.Id) }, { leadId }])
    expect(await link(ring().taskSid, ids)).toMatchObject({
      customer: { customerId, salesforce: { contactId: contact.Id, leadId } },
    });
  const history = (await ada(list, { customerId })).body as ListResponse;
  expect(history.interactions).toMatchObject([{ comment: 'As a lead' }]);
});

test('404 a Lead that is gone is not linked; 400 a record without any id', async () => {
  const { taskSid } = ring();
  const link = (ids: object) =>
    ada(linkCustomer, { taskSid, record: JSON.stringify({ source: 'salesforce', contactId: null, accountId: null, ...ids }) });
  expect((await link({ leadId: '00Q000000000000AAA' })).status).toBe(404);
  expect((await link({})).status).toBe(400);
});
