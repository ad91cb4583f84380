import { createSign } from 'node:crypto';
import { newKeyPair } from '../environment';
import { startSalesforce, type SalesforceStandIn } from './stand-in';

const { privateKeyPem, certificatePem } = newKeyPair();
const NOW = Date.parse('2026-11-18T12:00:00Z');
const DATA = '/services/data/v62.0';

let org: SalesforceStandIn;
let token: string;
beforeEach(async () => {
  org = await startSalesforce({
    port: 0,
    host: '127.0.0.1',
    clientId: 'app',
    username: 'user@example.com',
    certificate: certificatePem,
    now: () => NOW,
    seeded: false,
  });
  token = (await login({})).body.access_token ?? '';
});
afterEach(() => org.stop());

async function login(
  claims: Record<string, unknown>,
  signature?: string,
): Promise<{ status: number; body: Record<string, string> }> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256' })}.${part({ iss: 'app', sub: 'user@example.com', aud: 'https://login.salesforce.com', exp: NOW / 1000 + 120, ...claims })}`;
  const assertion = `${signed}.${signature ?? createSign('RSA-SHA256').update(signed).sign(privateKeyPem, 'base64url')}`;
  const response = await fetch(`${org.origin}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(org.origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown), headers: response.headers };
}
const query = (soql: string) => call('GET', `${DATA}/query?q=${encodeURIComponent(soql)}`);
const search = (sosl: string) => call('GET', `${DATA}/search?q=${encodeURIComponent(sosl)}`);

test('a log-in answers what Salesforce documents', async () => {
  const { status, body } = await login({});
  expect([status, Object.keys(body).sort()]).toEqual([200, ['access_token', 'id', 'instance_url', 'scope', 'token_type']]);
});

test.each([
  ['another consumer', { iss: 'other' }, 'invalid_client_id'],
  ['another user', { sub: 'other@example.com' }, 'invalid_grant'],
  ['another audience', { aud: 'https://example.com' }, 'invalid_grant'],
  ['the org’s own domain as audience', { aud: 'https://acme.my.salesforce.com' }, 'invalid_grant'],
  ['an expired assertion', { exp: NOW / 1000 - 1 }, 'invalid_grant'],
])('a log-in with %s is refused', async (_, claims, error) => {
  expect(await login(claims)).toMatchObject({ status: 400, body: { error, error_description: expect.any(String) as string } });
});

test('a log-in with a signature of no known key is refused', async () => {
  expect(await login({}, 'AAAA')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('no session: 401 INVALID_SESSION_ID; every answer carries the API usage', async () => {
  org.expireSessions();
  const { status, body, headers } = await query('SELECT Id FROM Account');
  expect([status, body]).toEqual([401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]]);
  expect(headers.get('sforce-limit-info')).toBe('api-usage=1/15000');
});

test.each([
  ['an unknown field', 'SELECT Nope__c FROM Account', 'INVALID_FIELD'],
  ['an unknown field in WHERE', "SELECT Id FROM Account WHERE Nope = 'x'", 'INVALID_FIELD'],
  ['an unknown relationship', 'SELECT Owner2.Name FROM Contact', 'INVALID_FIELD'],
  ['an unknown object', 'SELECT Id FROM Invoice', 'INVALID_TYPE'],
  ['no SOQL', 'SELECT FROM WHERE', 'MALFORMED_QUERY'],
  ['AND beside OR', "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 'MALFORMED_QUERY'],
  ['LIKE on an id', "SELECT Id FROM Account WHERE Id LIKE '001%'", 'INVALID_QUERY_FILTER_OPERATOR'],
  ['a quoted number', "SELECT Id FROM Order WHERE WHMCS_Order_Id__c = '1'", 'INVALID_FIELD'],
  ['a clause nobody taught it', 'SELECT Id FROM Account FOR UPDATE', 'MALFORMED_QUERY'],
])('%s is an error of Salesforce’s shape', async (_, soql, errorCode) => {
  expect(await query(soql)).toMatchObject({ status: 400, body: [{ errorCode, message: expect.any(String) as string }] });
});

test('what it does not know is recorded, and never a quiet 200', async () => {
  await query('SELECT Nope__c FROM Account');
  expect(await call('GET', `${DATA}/jobs/ingest`)).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] });
  expect(await call('GET', '/services/apexrest/x')).toMatchObject({ status: 404 });
  await call('POST', `${DATA}/composite`, {
    compositeRequest: [{ method: 'GET', url: `${DATA}/query?q=SELECT+Nope+FROM+Account`, referenceId: 'a' }],
  });
  expect(org.unknown.map(({ path, message }) => [path, message.split(':')[0]])).toEqual([
    [`${DATA}/query`, 'INVALID_FIELD'],
    [`${DATA}/jobs/ingest`, 'NOT_FOUND'],
    ['/services/apexrest/x', 'NOT_FOUND'],
    [`${DATA}/query`, 'INVALID_FIELD'],
  ]);
});

test('parents, children, semi-joins, groups, order and limits', async () => {
  const ids = ['Alpha', 'Beta', 'Gamma'].map((Name) => String(org.records.create('Account', { Name }).Id));
  org.records.create('Contact', { LastName: 'Zed', AccountId: ids[0] ?? '' });
  org.records.create('Case', { Subject: 'open', AccountId: ids[0] ?? '' });
  org.records.create('Case', { Subject: 'done', AccountId: ids[0] ?? '', Status: 'Closed' });
  expect((await query('SELECT Name, Account.Name, Account.Phone FROM Contact')).body).toMatchObject({
    totalSize: 1,
    records: [{ Name: 'Zed', Account: { Name: 'Alpha', Phone: null } }],
  });
  expect(
    (await query("SELECT Name, (SELECT Subject FROM Cases WHERE IsClosed = false) FROM Account WHERE Name LIKE 'a%'")).body,
  ).toMatchObject({
    records: [{ Name: 'Alpha', Cases: { totalSize: 1, records: [{ Subject: 'open' }] } }],
  });
  expect((await query('SELECT AccountId, COUNT(Id) n FROM Case GROUP BY AccountId')).body).toMatchObject({
    records: [{ AccountId: ids[0], n: 2 }],
  });
  expect((await query('SELECT COUNT() FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)')).body).toMatchObject({
    totalSize: 2,
    records: [],
  });
  expect(
    (await query("SELECT Name FROM Account WHERE NOT (Name = 'alpha' OR Name = 'x') ORDER BY Name DESC LIMIT 1")).body,
  ).toMatchObject({ records: [{ Name: 'Gamma' }] });
});

test('a search cuts at punctuation, knows phrases, operators and wildcards, and refuses what Salesforce refuses', async () => {
  org.records.create('Contact', { LastName: 'One', Phone: '(415) 555-0100' });
  const found = async (text: string): Promise<unknown> =>
    ((await search(`FIND {${text}} IN PHONE FIELDS RETURNING Contact(Id, Name LIMIT 5)`)).body as { searchRecords?: unknown[] })
      .searchRecords?.length;
  expect(
    await Promise.all(
      ['4155550100', '415', '"415 555"', '"555 415"', '415 AND 0100', '415 AND NOT 0100', '999 OR 01*', '01?0'].map(found),
    ),
  ).toEqual([0, 1, 1, 0, 1, 0, 1, 1]);
  for (const bad of ['*0100', '4', '(415', 'a:b', '']) {
    expect(await search(`FIND {${bad}} RETURNING Contact(Id)`)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'MALFORMED_SEARCH' }],
    });
  }
});

test('records: checks before storing, 18-character ids, no deleting', async () => {
  const { status, body } = await call('POST', `${DATA}/sobjects/Account`, { Name: 'Alpha', SF_Account_No__c: 'C-1' });
  const { id } = body as { id: string };
  expect([status, id]).toEqual([201, expect.stringMatching(/^001\w{15}$/)]);
  expect((await call('PATCH', `${DATA}/sobjects/Account/${id}`, { Phone: '1' })).status).toBe(204);
  expect((await call('GET', `${DATA}/sobjects/Account/${id.slice(0, 15)}?fields=Phone`)).body).toMatchObject({ Phone: '1' });
  const refused = async (object: string, fields: object) =>
    ((await call('POST', `${DATA}/sobjects/${object}`, fields)).body as { errorCode: string }[])[0]?.errorCode;
  expect(await refused('Account', {})).toBe('REQUIRED_FIELD_MISSING');
  expect(await refused('Account', { Name: 'x', SF_Account_No__c: 'c-1' })).toBe('DUPLICATE_VALUE');
  expect(await refused('Account', { Name: 'x', Portal_Status__c: 'Perhaps' })).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  expect(await refused('Account', { Name: 'x', Nope__c: 1 })).toBe('INVALID_FIELD');
  expect(await refused('Account', { Name: 'x', CreatedDate: '2020-01-01' })).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  expect(await refused('Contact', { LastName: 'x', AccountId: '001000000000000AAA' })).toBe('INVALID_CROSS_REFERENCE_KEY');
  expect((await call('DELETE', `${DATA}/sobjects/Account/${id}`)).status).toBe(403);
});

test('describe names types, values and external ids', async () => {
  const { body } = await call('GET', `${DATA}/sobjects/Account/describe`);
  const fields = (body as { fields: { name: string; externalId: boolean; picklistValues: { value: string }[] }[] }).fields;
  expect(fields.find(({ name }) => name === 'SF_Account_No__c')?.externalId).toBe(true);
  expect(fields.find(({ name }) => name === 'Id_Verification_Status__c')?.picklistValues.map(({ value }) => value)).toEqual([
    'Pending',
    'Verified',
    'Rejected',
  ]);
});

test('composite: 26 subrequests and six queries are refused; a batch counts each of its parts', async () => {
  const part = (n: number) => ({ method: 'GET', url: `${DATA}/query?q=SELECT+Id+FROM+Account`, referenceId: `r${n}` });
  const composite = (n: number) =>
    call('POST', `${DATA}/composite`, { compositeRequest: Array.from({ length: n }, (_, at) => part(at)) });
  expect((await composite(5)).status).toBe(200);
  expect((await composite(6)).status).toBe(400);
  expect((await composite(26)).status).toBe(400);
  const before = org.apiCalls();
  await call('POST', `${DATA}/composite/batch`, { batchRequests: [1, 2, 3].map(() => ({ method: 'GET', url: 'v62.0/limits' })) });
  expect(org.apiCalls() - before).toBe(3);
});

test('the order flow: approval activates and publishes once; what is rolled back publishes nothing', async () => {
  const account = org.records.create('Account', { Name: 'Alpha' });
  const order = org.records.create('Order', { AccountId: account.Id, EffectiveDate: '2026-11-18', Status: 'Pending Review' });
  await call('PATCH', `${DATA}/sobjects/Order/${String(order.Id)}`, { Status: 'Approved' });
  await call('PATCH', `${DATA}/sobjects/Order/${String(order.Id)}`, { Description: 'again' });
  expect(org.records.get('Order', String(order.Id)).Activation_Status__c).toBe('Activating');
  expect(org.events).toMatchObject([
    { fields: { OrderId__c: order.Id, IdemKey__c: `${String(order.Id)}-2026-11-18 12:00:00Z` } },
  ]);
  const other = org.records.create('Order', { AccountId: account.Id, EffectiveDate: '2026-11-18', Status: 'Pending Review' });
  await call('POST', `${DATA}/composite`, {
    allOrNone: true,
    compositeRequest: [
      { method: 'PATCH', url: `${DATA}/sobjects/Order/${String(other.Id)}`, referenceId: 'a', body: { Status: 'Approved' } },
      { method: 'POST', url: `${DATA}/sobjects/Account`, referenceId: 'b', body: {} },
    ],
  });
  expect([org.events.length, org.records.get('Order', String(other.Id)).Status]).toEqual([1, 'Pending Review']);
});
