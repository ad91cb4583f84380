import { existsSync } from 'node:fs';
import path from 'node:path';
import { chooseParts, runDeployment } from '@interaction-history/serverless/tools/deploy/deployment';
import { deploymentParts } from '@interaction-history/serverless/tools/deploy/parts';
import { planDeployment } from '@interaction-history/serverless/tools/deploy/plan';
import { PLUGIN, PluginDeployment } from '@interaction-history/serverless/tools/deploy/plugin';
import { rollBack } from '@interaction-history/serverless/tools/deploy/rollback';
import { ServerlessService } from '@interaction-history/serverless/tools/deploy/serverless-service';
import { VERSION } from '@interaction-history/shared/src/version';
import { ACCOUNT } from '../environment';
import { pluginBundle } from '../plugin-build';
import type { Service } from '../twilio/serverless/store';
import { ENV_FILE, startRehearsal, type RehearsalEnvironment } from './environment';

// on a fresh clone the plugin is built first, which takes minutes on a slow machine
jest.setTimeout(300_000);

const ROOT = path.resolve(__dirname, '../../..');
const DOMAIN = 'interaction-history-1234-stage.twil.io';

/** Twilio's own deployment tools against a stand-in that refuses what Twilio refuses. */
describe('a deployment rehearsed', () => {
  let stage: RehearsalEnvironment;
  const service = (): Service => stage.twilio.centre.serverless.service('interaction-history');

  /** As `npm run deploy -- --env-file … --yes` does it. */
  const deploy = async (file = ENV_FILE, only?: string, more: { replaceCallback?: boolean } = {}) => {
    const printed: string[] = [];
    const parts = deploymentParts(planDeployment(file), {
      root: ROOT,
      replaceCallback: more.replaceCallback ?? false,
      rehearsal: stage.rehearsal,
    });
    const isDone = await runDeployment({
      heading: 'rehearsal',
      command: 'npm run deploy -- --env-file .env.stage',
      rollback: 'npm run rollback -- --env-file .env.stage',
      parts: chooseParts(parts, only ?? 'functions,plugin,flex'),
      print: (line) => printed.push(line),
      confirm: async () => true,
    });
    return { isDone, text: printed.join('\n') };
  };

  beforeAll(async () => {
    await pluginBundle();
    stage = await startRehearsal();
    // what another plugin and another service have set
    stage.twilio.centre.uiAttributes = { logLevel: 'warn', anotherPlugin: { key: 1 } };
    const { plugins } = stage.twilio.centre;
    const other = plugins.create('plugin-another');
    plugins.addVersion(other, '2.0.0', 'https://example.com/bundle.js', 'first');
    plugins.release(plugins.configure('others', [{ plugin_version: other.versions[0]?.sid ?? '', phase: 3 }]));
  });
  afterAll(async () => {
    expect(stage.twilio.unknown).toEqual([]);
    await stage.stop();
  });

  test('OP-3 one command brings Functions, plugin, Flex configuration and event callback live', async () => {
    const { isDone, text } = await deploy({ ...ENV_FILE, DEFAULT_REGION: 'JP' });
    expect(text).toContain(`Functions of ${VERSION} live at https://${DOMAIN}`);
    expect(text).toContain(`${VERSION} uploaded and released`);
    expect(isDone).toBe(true);
    const { centre } = stage.twilio;
    expect(centre.uiAttributes).toEqual({
      logLevel: 'warn',
      anotherPlugin: { key: 1 },
      interactionHistory: { functionsUrl: `https://${DOMAIN}` },
    });
    expect(centre.eventCallback).toEqual({
      url: `https://${DOMAIN}/taskrouter/events`,
      events: 'reservation.accepted,reservation.wrapup,task.completed,task.canceled',
    });
    expect(centre.plugins.releases[0]?.configuration.plugins.map(({ plugin }) => plugin.uniqueName)).toEqual([
      'plugin-another',
      PLUGIN,
    ]);
  });

  test('OP-3 the handler is one that Twilio has, and no secret is a variable', () => {
    const [built] = service().builds;
    expect(built?.runtime).toBe('node22');
    expect(built?.dependencies).toContainEqual({ name: '@twilio/runtime-handler', version: '2.0.1' });
    expect(built?.functions.map((one) => one.path)).toEqual(expect.arrayContaining(['/customers/lookup', '/taskrouter/events']));
    expect(built?.assets.map(({ path: at, visibility }) => [at, visibility]).sort()).toEqual([
      ['/administration-audit.js', 'public'],
      ['/administration-checks.js', 'public'],
      ['/administration-customers.js', 'public'],
      ['/administration-health.js', 'public'],
      ['/administration-outcomes.js', 'public'],
      ['/administration-privacy.js', 'public'],
      ['/administration.js', 'public'],
      ['/secrets.json', 'private'],
      ['/services.js', 'public'],
      ['/version.json', 'public'],
    ]);
    const secrets = built?.assets.find(({ path: at }) => at === '/secrets.json')?.content ?? '{}';
    expect(JSON.parse(secrets)).toMatchObject({ SF_PRIVATE_KEY_BASE64: ENV_FILE.SF_PRIVATE_KEY_BASE64 });
    const context = stage.twilio.centre.serverless.context(service().environments[0]!, ACCOUNT, DOMAIN);
    expect(context).toMatchObject({ SF_CLIENT_ID: 'client', DEFAULT_REGION: 'JP' });
    expect(JSON.stringify(context)).not.toContain(ENV_FILE.SF_PRIVATE_KEY_BASE64?.slice(0, 40));
    expect(existsSync(path.join(stage.rehearsal.outdir, 'assets', 'secrets.private.json'))).toBe(false);
  });

  test('OP-5 a second time nothing is doubled, and what is gone from the file is taken out of Twilio', async () => {
    const { isDone, text } = await deploy();
    expect(isDone).toBe(true);
    expect(text).toContain('- DEFAULT_REGION (gone from the file)');
    expect(text).toContain(`${VERSION} is released already`);
    expect([...service().environments[0]!.variables.keys()]).not.toContain('DEFAULT_REGION');
    expect(stage.twilio.centre.plugins.plugin(PLUGIN).versions).toHaveLength(1);
    expect(stage.twilio.centre.plugins.releases).toHaveLength(2);
  });

  test('OP-5 another’s event callback is never taken unasked', async () => {
    const { eventCallback } = stage.twilio.centre;
    Object.assign(eventCallback, { url: 'https://other.example.com/events', events: 'task.created' });
    const left = await deploy(ENV_FILE, 'flex');
    expect(left.text).toContain('! the event callback is another’s (other.example.com) and stays: --replace-callback takes it');
    expect(eventCallback.url).toBe('https://other.example.com/events');
    await deploy(ENV_FILE, 'flex', { replaceCallback: true });
    expect(eventCallback).toEqual({
      url: `https://${DOMAIN}/taskrouter/events`,
      events: 'reservation.accepted,reservation.wrapup,task.completed,task.canceled',
    });
  });

  test('OP-5 events that are missing are added, and those that another asked for stay', async () => {
    stage.twilio.centre.eventCallback.events = 'task.created,task.completed';
    const { text } = await deploy(ENV_FILE, 'flex');
    expect(text).toContain('~ event callback: + reservation.accepted, reservation.wrapup, task.canceled');
    expect(stage.twilio.centre.eventCallback.events).toBe(
      'task.created,task.completed,reservation.accepted,reservation.wrapup,task.canceled',
    );
  });

  test('OP-5 secrets rotate without a change of any Function', async () => {
    const api = new ServerlessService({ accountSid: ACCOUNT.accountSid, authToken: ACCOUNT.authToken });
    const environment = await api.environment('stage');
    const before = service().builds[0];
    await api.replaceSecrets(environment!, { SF_PRIVATE_KEY_BASE64: 'new' });
    const [after] = service().builds;
    expect(after?.sid).toBe(service().environments[0]?.buildSid);
    expect(after?.functions).toEqual(before?.functions);
    expect(after?.assets.find(({ path: at }) => at === '/secrets.json')).toMatchObject({
      visibility: 'private',
      content: '{"SF_PRIVATE_KEY_BASE64":"new"}',
    });
    expect(after?.assets).toHaveLength(before?.assets.length ?? 0);
    expect(after?.dependencies).toEqual(before?.dependencies);
  });

  test('OP-5 a rollback puts the former Functions and the former plugin version back, and nobody else’s', async () => {
    const { plugins } = stage.twilio.centre;
    const ours = plugins.plugin(PLUGIN);
    const [first] = ours.versions;
    const next = plugins.addVersion(ours, '9.9.9', 'https://example.com/9.9.9/bundle.js', 'a later one');
    const other = plugins.plugin('plugin-another').versions[0]!;
    plugins.release(
      plugins.configure(
        'later',
        [other, next].map(({ sid }) => ({ plugin_version: sid, phase: 3 })),
      ),
    );
    const [, former] = service().builds;
    const account = { accountSid: ACCOUNT.accountSid, authToken: ACCOUNT.authToken };
    const plugin = new PluginDeployment(path.join(ROOT, PLUGIN), account, stage.rehearsal);
    expect(await rollBack(planDeployment(ENV_FILE), plugin)).toEqual({ buildSid: former?.sid, pluginVersion: first?.version });
    expect(service().environments[0]?.buildSid).toBe(former?.sid);
    expect(plugins.releases[0]?.configuration.plugins.map(({ version }) => version.version)).toEqual(['2.0.0', VERSION]);
  });

  test('OP-5 the same version with other content is refused: a version never changes', async () => {
    const [version] = stage.twilio.centre.plugins.plugin(PLUGIN).versions.slice(-1);
    const { changelog } = version!;
    version!.changelog = 'built from something else';
    const { isDone, text } = await deploy(ENV_FILE, 'plugin,flex');
    version!.changelog = changelog;
    expect(isDone).toBe(false);
    expect(text).toContain(`Twilio has a version ${VERSION} of the plugin with other content: raise the version first`);
    expect(text).toMatch(/Not done +Plugin, Flex\n +Go on +npm run deploy -- --env-file .env.stage --from plugin/);
  });

  test('OP-5 wrong credentials stop it with Twilio’s word, and nothing changes', async () => {
    const builds = service().builds.length;
    await expect(deploy({ ...ENV_FILE, AUTH_TOKEN: 'wrong' })).rejects.toThrow('Twilio answered 401: Authenticate');
    expect(service().builds).toHaveLength(builds);
  });
});
