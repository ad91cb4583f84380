import { DEFAULT_SERVICE_MAPPING, serviceMapping } from '@interaction-history/shared/src/services/mapping';
import { newKeyPair } from '@interaction-history/sandbox/src/environment';
import type { SalesforceOptions } from '@interaction-history/sandbox/src/salesforce/stand-in';
import { selfSigned } from '../../../tools/deploy/self-signed';
import type { SalesforceConfig } from '../../config/config';
import { deadlineIn } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import { captureLog } from '../../testing/environment';
import { diagnose } from './diagnose';
import { startOrg, type TestOrg } from './testing/org';

let open: TestOrg | undefined;
beforeEach(() => void captureLog());
afterEach(async () => {
  jest.restoreAllMocks();
  await open?.org.stop();
  open = undefined;
});
const org = async (options: Partial<SalesforceOptions> = {}): Promise<TestOrg> => (open = await startOrg(options));
const look = (
  test: TestOrg,
  more: Partial<SalesforceConfig> & { certificatePem?: string; recall?: boolean; region?: string } = {},
): Promise<Finding[]> => {
  const { certificatePem, recall, region = 'US', ...config } = more;
  const salesforce = {
    ...test.config,
    phoneFields: { Contact: [], Account: [] },
    registrationSource: 'Legacy',
    services: DEFAULT_SERVICE_MAPPING,
    ...config,
  };
  const client = test.newClient(config);
  return diagnose({
    client,
    config: { defaultRegion: region, salesforce },
    deadline: deadlineIn(20_000),
    ...(certificatePem === undefined ? {} : { certificatePem }),
    ...(recall === undefined ? {} : { recall }),
  });
};
const lines = (findings: Finding[]): string[] => findings.map(({ id, level }) => `${level} ${id.replace('salesforce.', '')}`);
/** Times apart: others may load this machine. */
const bad = (findings: Finding[]): Finding[] => findings.filter(({ id, level }) => level !== 'ok' && id !== 'salesforce.time');

test('OP-2 an org that everything was deployed to: all ok, the look-up tried on its own people', async () => {
  const test = await org();
  const findings = await look(test, { certificatePem: test.certificatePem, recall: true });
  expect(bad(findings)).toEqual([]);
  expect(lines(findings.map((one) => (one.id === 'salesforce.time' ? { ...one, level: 'ok' } : one)))).toEqual([
    'ok login',
    'ok certificate',
    'ok objects',
    'ok fields',
    'ok values',
    'ok phones',
    'ok event',
    'ok flow',
    'ok recall',
    'ok time',
    'ok allowance',
  ]);
  const told = findings.map(({ text }) => text).join('\n');
  expect(told).toContain('20 of 20 contacts are found by their own number');
  expect(told).toContain('meant for https://login.salesforce.com (aud)');
  expect(test.org.unknown).toEqual([]);
});

test('OP-2 a standard org: what is missing is named, with the command that brings it', async () => {
  const findings = bad(await look(await org({ org: 'standard' })));
  expect(lines(findings)).toEqual(['fail fields.keys', 'warn fields', 'warn values', 'warn event', 'warn flow']);
  expect(findings.slice(0, 4).map(({ mend }) => mend)).toEqual(Array(4).fill('npm run deploy:salesforce'));
  const [keys, fields, values] = findings.map(({ text }) => text);
  expect(keys).toContain('Task.Interaction_Id__c');
  expect(fields).toContain('Account.Portal_Status__c');
  expect(values).toContain('Opportunity.StageName “△Cancelling”');
});

test.each<[string, Partial<SalesforceOptions>, (test: TestOrg) => void, string[]]>([
  ['Orders switched off', { org: 'standard', ordersEnabled: false }, () => undefined, ['fail objects']],
  [
    'flows that arrived as drafts',
    {},
    (test) => void test.org.records.update('FlowDefinitionView', idOf(test, 'FlowDefinitionView'), { IsActive: false }),
    ['fail flow'],
  ],
  ['a hidden field', {}, (test) => test.org.org.become({ hidden: ['Account.Portal_Status__c'] }), ['warn fields']],
  ['a hidden key', {}, (test) => test.org.org.become({ hidden: ['Contact.SF_Contact_No__c'] }), ['fail fields.keys']],
  ['a hidden object', {}, (test) => test.org.org.become({ hidden: ['Opportunity'] }), ['fail objects']],
  ['a hidden phone', {}, (test) => test.org.org.become({ hidden: ['Contact.AssistantPhone'] }), ['warn phones']],
  [
    'encrypted phones',
    {},
    (test) => test.org.org.become({ encrypted: { 'Contact.Phone': 'probabilistic' } }),
    ['warn phones.encrypted'],
  ],
  ['a permission set that was taken away', {}, takeAway, ['fail fields.keys', 'warn fields', 'warn event', 'warn flow']],
])('OP-2 %s is named, and nothing else', async (_, options, happen, expected) => {
  const test = await org(options);
  happen(test);
  const found = lines(bad(await look(test)));
  expect(found).toEqual(expect.arrayContaining(expected));
  if (options.org === undefined) expect(found).toEqual(expected);
});

test('OP-2 SV-6 what SF_SERVICES names is looked for in the org: fields and words', async () => {
  const test = await org();
  const named = (of: unknown) => look(test, { services: serviceMapping(of).mapping });
  const services = async (of: unknown) => (await named(of)).filter(({ id }) => id === 'salesforce.services');
  expect(await services({})).toEqual([]);
  const right = { fields: { caseOpportunity: 'CommodityType__c' }, stages: { void: 'Active' }, cycles: { once: 'Monthly' } };
  const wrong = {
    fields: { serviceNumber: 'Line_No__c', activationStatus: 'State__c' },
    stages: { void: 'Closed lost' },
    activation: { failed: 'Broken' },
    commodities: { other: ['SIM', 'Television'] },
    pricebook: 'Agents',
  };
  expect(await services(right)).toEqual([
    { id: 'salesforce.services', level: 'ok', text: '3 names of SF_SERVICES are in the org' },
  ]);
  const [finding] = await services(wrong);
  expect(finding).toMatchObject({ level: 'fail', mend: expect.stringContaining('Object Manager') as string });
  expect(finding?.text.split(': ')[1]?.split(', ')).toEqual([
    'fields.serviceNumber “Line_No__c”',
    'fields.activationStatus “State__c”',
    'stages.void “Closed lost” in Opportunity.StageName',
    'commodities.other.1 “Television” in Opportunity.CommodityType__c',
  ]);
});

test('OP-2 another type, no external id, a value that is gone', async () => {
  const test = await org();
  const account = test.org.records.schema.object('Account');
  const change = (name: string, more: object): void =>
    test.org.records.schema.put('Account', { ...test.org.records.schema.field(account, name), ...more });
  change('WH_Account__c', { type: 'double' });
  change('SF_Account_No__c', { externalId: false });
  change('Portal_Status__c', { picklist: ['Active'] });
  const findings = bad(await look(test));
  expect(lines(findings)).toEqual(['fail fields.type', 'fail fields.external', 'warn values']);
  expect(findings[2]?.text).toContain('Account.Portal_Status__c “Inactive”');
});

describe('OP-2 a log-in that is refused says what was sent and what to do', () => {
  const DAY = 86_400_000;
  test.each<[string, Partial<SalesforceConfig>, RegExp]>([
    ['another key', { privateKeyPem: newKeyPair().privateKeyPem }, /SF_PRIVATE_KEY_BASE64 must be that of the certificate/],
    ['another app', { clientId: 'other' }, /consumer key/],
    ['a user who is not pre-authorised', { username: 'other@example.com' }, /permission set/],
    ['My Domain as audience', { audience: 'https://acme.my.salesforce.com' }, /SF_AUDIENCE/],
  ])('%s', async (_, config, mend) => {
    const findings = await look(await org(), config);
    expect(findings).toMatchObject([{ id: 'salesforce.login', level: 'fail', mend: expect.stringMatching(mend) as string }]);
    expect(findings[0]?.text).toContain(`(aud)`);
    expect(JSON.stringify(findings)).not.toMatch(/other@example|PRIVATE KEY-|"other"/);
  });

  test('a certificate that expired: the log-in fails, and the certificate says since when', async () => {
    const { privateKeyPem } = newKeyPair();
    const certificatePem = selfSigned(privateKeyPem, {
      name: 'old',
      from: new Date(Date.now() - 730 * DAY),
      to: new Date(Date.now() - DAY),
    });
    const test = await org({ certificate: certificatePem });
    const findings = await look(test, { privateKeyPem, certificatePem });
    expect(lines(findings)).toEqual(['fail login', 'fail certificate']);
    expect(findings[1]?.text).toMatch(/expired on \d{4}-\d\d-\d\d/);
  });

  test('nobody at that address', async () => {
    const findings = await look(await org(), { loginUrl: 'http://127.0.0.1:1' });
    expect(findings).toMatchObject([
      { level: 'fail', text: expect.stringContaining('No answer to the log-in at 127.0.0.1:1') as string },
    ]);
  });
});

test('OP-2 a certificate of another key, and one that ends within a month', async () => {
  const test = await org();
  const { privateKeyPem } = test.config;
  const soon = selfSigned(privateKeyPem, { name: 'soon', from: new Date(), to: new Date(Date.now() + 20 * 86_400_000) });
  expect(lines(bad(await look(test, { certificatePem: soon })))).toEqual(['warn certificate']);
  expect(lines(bad(await look(test, { certificatePem: newKeyPair().certificatePem })))).toEqual(['fail certificate']);
});

test('OP-2 recall: numbers that the look-up does not find or cannot read are counted, and no number is told', async () => {
  const test = await org({ seeded: false });
  for (let n = 0; n < 10; n++) test.org.records.create('Contact', { LastName: `Person ${n}`, Phone: `415-555-01${n}0` });
  for (let n = 0; n < 4; n++) test.org.records.create('Contact', { LastName: `Odd ${n}`, Phone: `ask reception ${n}` });
  const findings = await look(test, { recall: true });
  expect(findings.find(({ id }) => id === 'salesforce.recall')).toMatchObject({
    level: 'warn',
    text: '10 of 10 contacts are found by their own number; 4 more have a number that can’t be read as one of US',
  });
  expect(JSON.stringify(findings)).not.toMatch(/555|Person/);
});

test('OP-2 the allowance: a word below a fifth, a failure when it is used up', async () => {
  const test = await org();
  for (const [used, level] of [
    [12_500, 'warn'],
    [15_000, 'fail'],
  ] as const) {
    test.org.use(used);
    expect(lines(bad(await look(test)))).toEqual([`${level} allowance`]);
  }
});

function takeAway(test: TestOrg): void {
  for (const { Id } of test.org.records.all('PermissionSetAssignment'))
    test.org.records.remove('PermissionSetAssignment', String(Id));
  test.org.org.become({});
}
const idOf = (test: TestOrg, object: string): string => String(test.org.records.all(object)[0]?.Id);
