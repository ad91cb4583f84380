import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEnvFile } from './env-file';
import { planDeployment } from './plan';

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const FILE = {
  ACCOUNT_SID: 'AC' + '0'.repeat(32),
  AUTH_TOKEN: 'the-token',
  TWILIO_FLEX_WORKSPACE_SID: 'WS' + '0'.repeat(32),
  FIREBASE_SERVICE_ACCOUNT_BASE64: base64(JSON.stringify({ project_id: 'p-1', client_email: 'a@b', private_key: PEM })),
  SF_LOGIN_URL: 'https://login.salesforce.com',
  SF_CLIENT_ID: 'client',
  SF_USERNAME: 'user@example.com',
  SF_PRIVATE_KEY_BASE64: base64(PEM),
  MASTER_DATABASE_URL: 'postgres://u:p@db.example.com/m?sslmode=verify-full',
  MASTER_OWNER_URL: 'postgres://owner:p@db.example.com/m?sslmode=verify-full',
  INSIGHTS_MAPPING: '{"conversations.content":null}',
  FLEX_APP_FUNCTIONS_URL: 'https://example.com',
};

/** Everything that keeps a file from being deployed. */
const told = (env: Record<string, string>): string[] => {
  const { problems, localOnly } = planDeployment(env);
  return [...problems, ...localOnly];
};

describe('the plan of a deployment', () => {
  test('OP-5 secrets go into the asset, the rest into variables, and what is only for this machine nowhere', () => {
    const plan = planDeployment({ ...FILE, TWILIO_ENVIRONMENT: 'stage' });
    expect(plan).toMatchObject({ problems: [], environment: 'stage', accountSid: FILE.ACCOUNT_SID });
    expect(Object.keys(plan.variables).sort()).toEqual([
      'SF_CLIENT_ID',
      'SF_LOGIN_URL',
      'SF_USERNAME',
      'TWILIO_FLEX_WORKSPACE_SID',
    ]);
    expect(Object.keys(plan.secrets).sort()).toEqual([
      'FIREBASE_SERVICE_ACCOUNT_BASE64',
      'INSIGHTS_MAPPING',
      'MASTER_DATABASE_URL',
      'SF_PRIVATE_KEY_BASE64',
    ]);
  });

  test.each([
    [
      'a key file',
      { SF_PRIVATE_KEY_BASE64: '', SF_PRIVATE_KEY_PATH: '/key.pem' },
      /^SF_PRIVATE_KEY_PATH names a file of this machine/,
    ],
    [
      'an account file',
      { GOOGLE_APPLICATION_CREDENTIALS: '/key.json' },
      /^GOOGLE_APPLICATION_CREDENTIALS names a file of this machine/,
    ],
    ['an emulator', { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' }, /^FIRESTORE_EMULATOR_HOST is for this machine/],
    ['no account', { FIREBASE_SERVICE_ACCOUNT_BASE64: '' }, /^FIREBASE_SERVICE_ACCOUNT_BASE64 is not set/],
    ['451 bytes', { SF_USERNAME: 'x'.repeat(451) }, /^SF_USERNAME is longer than the 450 bytes/],
    ['453 bytes in 151 characters', { SF_USERNAME: 'あ'.repeat(151) }, /^SF_USERNAME is longer than the 450 bytes/],
    ['any origin', { ALLOWED_ORIGINS: 'https://*' }, /^ALLOWED_ORIGINS must name each origin/],
  ])('OP-5 what Twilio or a Function could not take is told before anything is sent: %s', (_, change, line) => {
    const env = Object.fromEntries(Object.entries({ ...FILE, ...change }).filter(([, value]) => value !== ''));
    expect(told(env)).toEqual(expect.arrayContaining([expect.stringMatching(line)]));
  });

  test('OP-5 variables that are larger together than a context may be are told', () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`OTHER_${index}`, 'x'.repeat(300)]));
    expect(planDeployment({ ...FILE, ...many }).problems).toEqual([
      expect.stringMatching(/^All variables together are larger than the 3 KB/),
    ]);
  });

  test('OP-5 every problem is told at once, and no value is ever told', () => {
    const problems = told({ AUTH_TOKEN: 'hunter2', SF_LOGIN_URL: 'http://hunter2.example.com' });
    expect(problems.length).toBeGreaterThan(3);
    expect(problems.join()).not.toContain('hunter2');
  });
});

describe('an environment’s file', () => {
  test('OP-5 it is read as Twilio’s tool reads it: what follows a value belongs to it, and the shell adds nothing', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'env-'));
    const file = path.join(folder, '.env.stage');
    await writeFile(file, 'DEFAULT_REGION=JP # Japan\nEMPTY=\n# a comment\nQUOTED="a b"\n');
    expect(readEnvFile(file)).toEqual({ DEFAULT_REGION: 'JP # Japan', QUOTED: 'a b' });
    await rm(folder, { recursive: true });
    expect(() => readEnvFile(file)).toThrow('copy .env.example');
  });
});
