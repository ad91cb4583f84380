import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { SERVERLESS } from '../../functions/start';
import { pluginBundle } from '../../plugin-build';
import { ACCOUNT } from '../../environment';
import { rerouteTwilio } from '../reroute';
import { startServerlessApi, type ServerlessApi } from './api';
import { deployFunctions, type DeployedFunctions } from '@interaction-history/serverless/tools/deploy/functions';
import { planDeployment } from '@interaction-history/serverless/tools/deploy/plan';
import { ServerlessService } from '@interaction-history/serverless/tools/deploy/serverless-service';
import { build } from 'esbuild';

// on a fresh clone the plugin is built first, which takes minutes on a slow machine
jest.setTimeout(300_000);

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const FILE = {
  ACCOUNT_SID: ACCOUNT.accountSid,
  AUTH_TOKEN: ACCOUNT.authToken,
  TWILIO_FLEX_WORKSPACE_SID: ACCOUNT.workspaceSid,
  TWILIO_ENVIRONMENT: 'stage',
  FIREBASE_SERVICE_ACCOUNT_BASE64: Buffer.from(
    JSON.stringify({ project_id: 'p-1', client_email: 'a@b', private_key: PEM }),
  ).toString('base64'),
  SF_LOGIN_URL: 'https://login.salesforce.com',
  SF_CLIENT_ID: 'client',
  SF_USERNAME: 'user@example.com',
  SF_PRIVATE_KEY_BASE64: Buffer.from(PEM).toString('base64'),
};

/** Twilio's own deployment tool against a stand-in that refuses what Twilio refuses. */
describe('a deployment rehearsed', () => {
  let twilio: ServerlessApi;
  let undo: () => void;
  let folder: string;
  const deploy = (file: Record<string, string>): Promise<DeployedFunctions> =>
    deployFunctions(SERVERLESS, planDeployment(file), {
      outdir: path.join(folder, 'build'),
      nodeArguments: ['--require', path.join(folder, 'preload.cjs')],
      env: { TWILIO_STAND_IN: twilio.origin },
    });
  beforeAll(async () => {
    await pluginBundle();
    await mkdir(path.join(SERVERLESS, 'build'), { recursive: true });
    folder = await mkdtemp(path.join(SERVERLESS, 'build', 'rehearsal-'));
    await build({
      entryPoints: { preload: path.join(__dirname, '../../functions/preload.ts') },
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    });
    twilio = await startServerlessApi(ACCOUNT);
    undo = rerouteTwilio(twilio.origin);
  });
  afterAll(async () => {
    undo();
    expect(twilio.unknown).toEqual([]);
    await twilio.stop();
    await rm(folder, { recursive: true, force: true });
  });

  let first: DeployedFunctions;

  test('OP-3 Twilio’s tool deploys every Function, the handler is one that Twilio has, and no secret is a variable', async () => {
    first = await deploy({ ...FILE, DEFAULT_REGION: 'JP' });
    expect(first).toMatchObject({ domain: 'interaction-history-1234-stage.twil.io', formerBuildSid: null, removedVariables: [] });
    const service = twilio.store.service('interaction-history');
    const [built] = service.builds;
    expect(built?.runtime).toBe('node22');
    expect(built?.dependencies).toContainEqual({ name: '@twilio/runtime-handler', version: '2.0.1' });
    expect(built?.functions.map((one) => one.path)).toEqual(expect.arrayContaining(['/customers/lookup', '/taskrouter/events']));
    expect(built?.assets.map(({ path: at, visibility }) => [at, visibility]).sort()).toEqual([
      ['/administration.js', 'public'],
      ['/secrets.json', 'private'],
    ]);
    const secrets = built?.assets.find(({ path: at }) => at === '/secrets.json')?.content ?? '{}';
    expect(JSON.parse(secrets)).toMatchObject({ SF_PRIVATE_KEY_BASE64: FILE.SF_PRIVATE_KEY_BASE64 });
    const [environment] = service.environments;
    const context = twilio.store.context(environment!, ACCOUNT, first.domain);
    expect(context).toMatchObject({ SF_CLIENT_ID: 'client', DEFAULT_REGION: 'JP' });
    expect(JSON.stringify(context)).not.toContain(FILE.SF_PRIVATE_KEY_BASE64.slice(0, 40));
    expect(existsSync(path.join(folder, 'build', 'assets', 'secrets.private.json'))).toBe(false);
  });

  test('OP-5 what is gone from the file is taken out of Twilio, and the build before is the way back', async () => {
    const second = await deploy(FILE);
    expect(second).toMatchObject({ formerBuildSid: first.buildSid, removedVariables: ['DEFAULT_REGION'] });
    const environment = twilio.store.service('interaction-history').environments[0]!;
    expect([...environment.variables.keys()]).not.toContain('DEFAULT_REGION');
    const service = new ServerlessService({ accountSid: ACCOUNT.accountSid, authToken: ACCOUNT.authToken });
    const now = await service.environment('stage');
    await service.activate(now!.sid, first.buildSid);
    expect(environment.buildSid).toBe(first.buildSid);
  });

  test('OP-5 wrong credentials stop it with Twilio’s word, and nothing changes', async () => {
    await expect(deploy({ ...FILE, AUTH_TOKEN: 'wrong' })).rejects.toThrow('Twilio answered 401: Authenticate');
    expect(twilio.store.services).toHaveLength(1);
  });
});

describe('Twilio’s refusals', () => {
  test.each([
    [
      'a handler that only npm has',
      { dependencies: [{ name: '@twilio/runtime-handler', version: '2.1.0' }] },
      /No matching version/,
    ],
    ['a runtime that is gone', { runtime: 'node18' }, /not supported/],
  ])('OP-5 %s is refused, as Twilio refuses it', async (_, change, message) => {
    const { ServerlessStore } = await import('./store');
    const store = new ServerlessStore();
    const service = store.createService('x');
    expect(() => store.build(service, { versions: [], dependencies: [], runtime: 'node22', ...change })).toThrow(message);
  });

  test('OP-5 a value of 451 bytes, 51 Functions and a context over 3 KB are refused', async () => {
    const { ServerlessStore } = await import('./store');
    const store = new ServerlessStore();
    const service = store.createService('x');
    const environment = store.createEnvironment(service, 'stage', 'stage');
    expect(() => store.setVariable(environment, 'A', 'x'.repeat(451))).toThrow(/450 bytes/);
    for (let index = 0; index < 10; index++) store.setVariable(environment, `A${index}`, 'x'.repeat(400));
    expect(() => store.context(environment, ACCOUNT, 'x.twil.io')).toThrow('82006');
    const versions = Array.from({ length: 51 }, () =>
      store.addVersion(service, 'functions', { path: '/a', visibility: 'public', content: '' }),
    ).map(({ sid }) => sid);
    expect(() => store.build(service, { versions, dependencies: [], runtime: 'node22' })).toThrow(/at most 50/);
  });
});
