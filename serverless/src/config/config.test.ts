import { generateKeyPairSync } from 'node:crypto';
import { readConfig } from './config';
import { ConfigError } from './config-error';

const pem = (type: 'rsa' | 'ec'): string =>
  (type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  ).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const KEY = pem('rsa');
const accountWith = (private_key: string): string =>
  base64(JSON.stringify({ project_id: 'p-1', client_email: 'a@b', private_key }));
const MASTER = 'postgres://u:p@db.example.com/master?sslmode=verify-full';
const CUT_CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const VALID = {
  ACCOUNT_SID: 'AC' + '0'.repeat(32),
  AUTH_TOKEN: 'secret-token',
  TWILIO_FLEX_WORKSPACE_SID: 'WS' + '0'.repeat(32),
  FIREBASE_PROJECT_ID: 'demo-test',
};
const SALESFORCE = {
  SF_LOGIN_URL: 'https://login.salesforce.com',
  SF_CLIENT_ID: 'client',
  SF_USERNAME: 'user@example.com',
  SF_PRIVATE_KEY_BASE64: Buffer.from(KEY).toString('base64'),
};
const problemsOf = (environment: Record<string, unknown>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('configuration', () => {
  test('defaults: Flex’s origin, US, ten records, no Salesforce, no master', () => {
    const config = readConfig(VALID);
    expect([...config.allowedOrigins]).toEqual(['https://flex.twilio.com']);
    expect(config).toMatchObject({ defaultRegion: 'US', maxRecordsPresented: 10, salesforce: null, master: null });
  });

  test('an empty value counts as unset, as in a copied .env.example', () => {
    expect(problemsOf({ ...VALID, SF_LOGIN_URL: '', MASTER_DATABASE_URL: '', MAX_RECORDS_PRESENTED: '' })).toEqual([]);
  });

  test.each([
    [{ ACCOUNT_SID: undefined }, /^ACCOUNT_SID is not set/],
    [{ TWILIO_FLEX_WORKSPACE_SID: 'WK1' }, /^TWILIO_FLEX_WORKSPACE_SID is no WS/],
    [{ MAX_RECORDS_PRESENTED: '0' }, /^MAX_RECORDS_PRESENTED is below 1/],
    [{ MAX_RECORDS_PRESENTED: 'ten' }, /^MAX_RECORDS_PRESENTED is no number/],
    [{ DEFAULT_REGION: 'usa' }, /^DEFAULT_REGION is no ISO 3166/],
    [{ ALLOWED_ORIGINS: 'https://a.example/path' }, /^ALLOWED_ORIGINS holds something/],
    [{ MASTER_DATABASE_URL: 'mysql://x' }, /^MASTER_DATABASE_URL is no postgres/],
    [
      { MASTER_DATABASE_URL: MASTER, MASTER_DATABASE_CA_BASE64: base64('none') },
      /^MASTER_DATABASE_CA_BASE64 holds no certificate/,
    ],
    [{ MASTER_DATABASE_URL: MASTER, MASTER_DATABASE_CA_BASE64: base64(KEY) }, /^MASTER_DATABASE_CA_BASE64 holds a private key/],
    [
      { MASTER_DATABASE_URL: MASTER, MASTER_DATABASE_CA_BASE64: base64(CUT_CERTIFICATE) },
      /^MASTER_DATABASE_CA_BASE64 holds a certificate that cannot be read/,
    ],
    [{ MASTER_DATABASE_URL: `${MASTER}&sslrootcert=/ca.pem` }, /^MASTER_DATABASE_URL names a file/],
    [{ MASTER_MAX_CONNECTIONS: '0' }, /^MASTER_MAX_CONNECTIONS is below 1/],
    [{ SF_LOGIN_URL: 'https://login.salesforce.com' }, /^Salesforce needs/],
    [
      { ...SALESFORCE, SF_PRIVATE_KEY_BASE64: Buffer.from('hello').toString('base64') },
      /^SF_PRIVATE_KEY_BASE64 holds no private key/,
    ],
    [
      { ...SALESFORCE, SF_PRIVATE_KEY_BASE64: undefined, SF_PRIVATE_KEY_PATH: '/nowhere.pem' },
      /^SF_PRIVATE_KEY_PATH names a file/,
    ],
    [{ ...SALESFORCE, SF_PRIVATE_KEY_BASE64: base64(KEY.replace(/\n/g, '\\n')) }, /line breaks are written as/],
    [
      { ...SALESFORCE, SF_PRIVATE_KEY_BASE64: base64(KEY.slice(0, 400)) },
      /^SF_PRIVATE_KEY_BASE64 holds a private key that cannot be read/,
    ],
    [{ ...SALESFORCE, SF_PRIVATE_KEY_BASE64: base64(pem('ec')) }, /^SF_PRIVATE_KEY_BASE64 holds a key of type ec/],
    [{ FIREBASE_SERVICE_ACCOUNT_BASE64: accountWith('none') }, /^FIREBASE_SERVICE_ACCOUNT_BASE64 holds no private key/],
    [{ SF_LOGINURL: 'https://x.example' }, /^SF_LOGINURL is not a variable of this product/],
    [
      { FIREBASE_SERVICE_ACCOUNT_BASE64: Buffer.from('{}').toString('base64') },
      /^FIREBASE_SERVICE_ACCOUNT_BASE64 holds no service account/,
    ],
  ])('a wrong value is one clear line: %j', (change, line) => {
    const problems = problemsOf({ ...VALID, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });

  test.each([
    [{ ...SALESFORCE, SF_LOGIN_URL: 'http://example.my.salesforce.com' }, /^SF_LOGIN_URL must begin with https/],
    [{ MASTER_DATABASE_URL: 'postgres://u:p@db.example.com/master' }, /^MASTER_DATABASE_URL must encrypt/],
    [{ MASTER_DATABASE_URL: 'postgres://u:p@db.example.com/master?sslmode=prefer' }, /^MASTER_DATABASE_URL must encrypt/],
    [{ MASTER_OWNER_URL: 'postgres://u:p@db.example.com/master' }, /^MASTER_OWNER_URL must encrypt/],
    [{ FIRESTORE_EMULATOR_HOST: 'db.example.com:8080' }, /^FIRESTORE_EMULATOR_HOST must be on this machine/],
    [{ ALLOWED_ORIGINS: 'http://desk.example.com' }, /^ALLOWED_ORIGINS must begin with https/],
    [{ ALLOWED_ORIGINS: 'https://*' }, /^ALLOWED_ORIGINS must name each origin/],
  ])('TR-5 what would cross a network unencrypted stops the start with a line: %j', (change, line) => {
    const problems = problemsOf({ ...VALID, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });

  test('TR-5 loopback needs no encryption, and an encrypted database is taken', () => {
    for (const change of [
      { MASTER_DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/master' },
      { MASTER_DATABASE_URL: 'postgres://u:p@db.example.com/master?sslmode=verify-full' },
      { MASTER_DATABASE_URL: 'postgres://u:p@db.example.com/master?uselibpqcompat=true&sslmode=require' },
      { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' },
      { ALLOWED_ORIGINS: 'http://localhost:3000,https://flex.twilio.com' },
    ])
      expect(problemsOf({ ...VALID, ...change })).toEqual([]);
  });

  test('OP-5 a project id of an organisation’s domain is one', () => {
    expect(problemsOf({ ...VALID, FIREBASE_PROJECT_ID: 'example.com:flex-history' })).toEqual([]);
  });

  test('every problem is told at once, and no value is ever told', () => {
    const problems = problemsOf({ ...VALID, AUTH_TOKEN: '', DEFAULT_REGION: 'S3CRET', MAX_RECORDS_PRESENTED: '99' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toMatch(/S3CRET|99/);
  });

  test('OP-5 what is wrong with a source is told beside what can’t be read at all', () => {
    const mapping = JSON.stringify({ 'conversations.nonsense': 'case.number' });
    const env = { ...VALID, AUTH_TOKEN: '', SF_LOGIN_URL: 'https://login.salesforce.com', INSIGHTS_MAPPING: mapping };
    const problems = problemsOf({
      ...env,
      SF_CLIENT_ID: 'client',
      SF_USERNAME: '',
      SF_PRIVATE_KEY_BASE64: '',
      SF_PRIVATE_KEY_PATH: '',
    });
    expect(problems).toEqual([
      expect.stringMatching(/^AUTH_TOKEN/),
      'Salesforce needs SF_LOGIN_URL, SF_CLIENT_ID, SF_USERNAME and a key; missing: SF_USERNAME, SF_PRIVATE_KEY_BASE64',
      expect.stringMatching(/^INSIGHTS_MAPPING/),
    ]);
  });

  test('OR-2 the mapping’s own lines stand over the defaults, null switches one off, and each wrong line is told', () => {
    const own = {
      'conversations.conversation_label_3': 'case.number',
      'conversations.content': null,
      'customers.external_id': 'customer.accountNumber',
    };
    const { insightsMapping } = readConfig({ ...VALID, INSIGHTS_MAPPING: JSON.stringify(own) });
    expect(insightsMapping).toMatchObject({
      'conversations.outcome': 'reason.reportingValue',
      'conversations.conversation_label_3': 'case.number',
      'customers.external_id': 'customer.accountNumber',
    });
    expect(insightsMapping).not.toHaveProperty('conversations.content');
    expect(problemsOf({ ...VALID, INSIGHTS_MAPPING: '{"a.b":"comment","conversations.media":"comment"}' })).toHaveLength(2);
  });

  test('OR-2 TR-5 with HEALTH_DATA the comment stays in the history, unless somebody has chosen that it leaves', () => {
    const env = { ...VALID, HEALTH_DATA: 'true' };
    expect(Object.values(readConfig(VALID).insightsMapping)).toContain('comment');
    const deployed = readConfig(env);
    expect(deployed.insightsMapping).toMatchObject({ 'conversations.outcome': 'reason.reportingValue' });
    expect(Object.values(deployed.insightsMapping)).not.toContain('comment');
    const chosen = { 'conversations.content': 'comment' } as const;
    expect(readConfig({ ...env, INSIGHTS_MAPPING: JSON.stringify(chosen) }).insightsMapping).toMatchObject(chosen);
    expect(problemsOf({ ...VALID, HEALTH_DATA: 'yes' })).toEqual(['HEALTH_DATA is neither true nor false']);
  });

  test('both private key variables are read', () => {
    expect(readConfig({ ...VALID, ...SALESFORCE }).salesforce?.privateKeyPem).toBe(KEY);
  });
});
