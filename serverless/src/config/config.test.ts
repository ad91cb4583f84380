import { ConfigError, readConfig } from './config';

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
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
    [{ SF_LOGIN_URL: 'https://login.salesforce.com' }, /^Salesforce needs/],
    [
      { ...SALESFORCE, SF_PRIVATE_KEY_BASE64: Buffer.from('hello').toString('base64') },
      /^SF_PRIVATE_KEY_BASE64 holds no private key/,
    ],
    [
      { ...SALESFORCE, SF_PRIVATE_KEY_BASE64: undefined, SF_PRIVATE_KEY_PATH: '/nowhere.pem' },
      /^SF_PRIVATE_KEY_PATH names a file/,
    ],
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

  test('every problem is told at once, and no value is ever told', () => {
    const problems = problemsOf({ ...VALID, AUTH_TOKEN: '', DEFAULT_REGION: 'S3CRET', MAX_RECORDS_PRESENTED: '99' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toMatch(/S3CRET|99/);
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

  test('both private key variables are read', () => {
    expect(readConfig({ ...VALID, ...SALESFORCE }).salesforce?.privateKeyPem).toBe(KEY);
  });
});
