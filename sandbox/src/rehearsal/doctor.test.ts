import { createServer, type Server } from 'node:http';
import { checksOf } from '@interaction-history/serverless/tools/doctor/checks';
import { diagnose } from '@interaction-history/serverless/tools/doctor/doctor';
import { node } from '@interaction-history/serverless/tools/doctor/machine';
import { reportJson, reportText } from '@interaction-history/serverless/tools/doctor/report';
import { planDeployment } from '@interaction-history/serverless/tools/deploy/plan';
import { VERSION } from '@interaction-history/shared/src/version';
import { ACCOUNT } from '../environment';
import { listen } from '../listen';
import type { Centre } from '../twilio/centre';
import { registerDeployment } from '../twilio/register-deployment';
import { ENV_FILE, startRehearsal, type RehearsalEnvironment } from './environment';

/** Sections that ask Twilio alone. */
const TWILIO = 'machine,configuration,twilio,functions,plugin';

describe('doctor asks Twilio', () => {
  let stage: RehearsalEnvironment;
  let centre: Centre;
  let functions: Server;
  let domain: string;
  let version: string;

  beforeEach(async () => {
    version = VERSION;
    functions = createServer((request, response) => {
      if (request.url === '/version.json') return response.end(JSON.stringify({ version }));
      return response.writeHead(404).end();
    });
    domain = `127.0.0.1:${await listen(functions, 0)}`;
    stage = await startRehearsal();
    centre = stage.twilio.centre;
  });
  afterEach(async () => {
    const { unknown } = stage.twilio;
    await stage.stop();
    await new Promise((resolve) => {
      functions.close(resolve);
      functions.closeAllConnections();
    });
    expect(unknown).toEqual([]);
  });

  const live = (): void =>
    registerDeployment(centre, {
      domain,
      suffix: 'stage',
      variables: planDeployment(ENV_FILE).variables,
      functions: ['/customers/lookup'],
    });
  const examine = (file: Record<string, string> = ENV_FILE, only = TWILIO) =>
    diagnose(checksOf(planDeployment(file), '.env.stage'), only);
  const problems = async (file?: Record<string, string>): Promise<string[]> => {
    const { sections } = await examine(file);
    return sections.flatMap(({ findings }) =>
      findings
        .filter(({ level }) => level !== 'ok')
        .map(({ level, text, mend }) => `${level} ${text}${mend ? ` → ${mend}` : ''}`),
    );
  };

  test('OP-2 after a deployment every line is ok', async () => {
    live();
    expect(await problems()).toEqual([]);
    const { counts } = await examine();
    expect(counts).toMatchObject({ warn: 0, fail: 0 });
    expect(counts.ok).toBeGreaterThanOrEqual(13);
  });

  test('OP-2 before the first deployment it says which command brings what live', async () => {
    expect(await problems()).toEqual([
      'fail Nothing is deployed to this environment yet → npm run deploy -- --only functions --env-file .env.stage',
      'fail No version is released: agents see no tab → npm run deploy -- --only plugin --env-file .env.stage',
    ]);
  });

  test.each<[string, () => void, string]>([
    [
      'no event callback',
      () => (centre.eventCallback.url = ''),
      'warn No event callback: tasks that end without the agent are not recorded → npm run deploy -- --only flex --env-file .env.stage',
    ],
    [
      'another’s event callback',
      () => (centre.eventCallback.url = 'https://other.example.com/events'),
      'warn Event callback goes to other.example.com: tasks that end without the agent are not recorded → npm run deploy -- --only flex --env-file .env.stage --replace-callback',
    ],
    [
      'an event that is missing',
      () => (centre.eventCallback.events = 'task.completed,task.canceled'),
      'warn Event callback lacks reservation.accepted, reservation.wrapup: tasks that end without the agent are not recorded → npm run deploy -- --only flex --env-file .env.stage',
    ],
    [
      'a Flex configuration that names other Functions',
      () => (centre.pluginSettings.functionsUrl = 'https://old.twil.io'),
      'fail Flex configuration names https://old.twil.io → npm run deploy -- --only flex --env-file .env.stage',
    ],
    [
      'Functions of another version',
      () => (version = '0.0.9'),
      `warn 0.0.9 is live, this is ${VERSION} → npm run deploy -- --only functions --env-file .env.stage`,
    ],
    [
      'a variable that was changed in the console',
      () => centre.serverless.setVariable(centre.serverless.services[0]!.environments[0]!, 'DEFAULT_REGION', 'DE'),
      'warn Variables differ from the file: DEFAULT_REGION → npm run deploy -- --only functions --env-file .env.stage',
    ],
    [
      'a build without secrets',
      () => (centre.serverless.services[0]!.builds[0]!.assets = []),
      'fail The live build holds no secrets → npm run deploy -- --only functions --env-file .env.stage',
    ],
    [
      'an older plugin',
      () => {
        const { plugins } = centre;
        const older = plugins.addVersion(plugins.plugins[0]!, '0.0.9', 'https://example.com/bundle.js', 'older');
        plugins.release(plugins.configure('older', [{ plugin_version: older.sid, phase: 3 }]));
      },
      `warn 0.0.9 is released, this is ${VERSION} → npm run deploy -- --only plugin --env-file .env.stage`,
    ],
  ])('OP-2 %s is named, with what to do', async (_, change, line) => {
    live();
    change();
    expect(await problems()).toEqual([line]);
  });

  test('OP-2 a workspace of another account is named, with where to find the right one', async () => {
    live();
    const file = { ...ENV_FILE, TWILIO_FLEX_WORKSPACE_SID: `WS${'9'.padStart(32, '0')}` };
    const { sections } = await examine(file, 'twilio');
    expect(sections[0]?.findings[1]).toMatchObject({
      level: 'fail',
      text: 'Flex workspace WS00…0009 is not in this account',
      mend: 'Set TWILIO_FLEX_WORKSPACE_SID: Console › TaskRouter › Workspaces › Flex Task Assignment',
    });
  });

  test('OP-2 wrong credentials are one line a system, in Twilio’s words', async () => {
    expect(new Set(await problems({ ...ENV_FILE, AUTH_TOKEN: 'wrong' }))).toEqual(
      new Set(['fail Twilio answered 401: Authenticate']),
    );
  });

  test('OP-2 a file that can’t be deployed: every problem is a line, and nobody is asked', async () => {
    const { SF_CLIENT_ID: _gone, ...file } = ENV_FILE;
    const broken = { ...file, ALLOWED_ORIGINS: '*', DEFAULT_REGION: 'Japan' };
    const { sections } = await diagnose(checksOf(planDeployment(broken), '.env.stage'));
    expect(sections.map(({ name }) => name)).toEqual(['machine', 'configuration']);
    expect(sections[1]?.findings.length).toBeGreaterThanOrEqual(2);
    expect(sections[1]?.findings.every(({ level }) => level === 'fail')).toBe(true);
  });

  test('OP-2 TR-5 neither the report nor its JSON shows a secret', async () => {
    live();
    const diagnosis = await examine();
    const printed = reportText(diagnosis, '.env.stage', 12) + reportJson(diagnosis, '.env.stage');
    expect(printed).not.toContain(ACCOUNT.authToken);
    expect(printed).not.toContain(ENV_FILE.SF_PRIVATE_KEY_BASE64?.slice(0, 30));
    expect(printed).not.toContain(ACCOUNT.accountSid);
    expect(printed).toContain('14 ok');
  });

  test('OP-2 a check that doesn’t exist is refused with the names that do', async () => {
    await expect(examine(ENV_FILE, 'sales')).rejects.toThrow(/^There is no check "sales": one of machine, configuration, twilio/);
  });
});

test.each([
  [18, 'fail'],
  [20, 'ok'],
  [22, 'ok'],
  [24, 'warn'],
] as const)('OP-2 Node %i is %s', (major, level) => {
  expect(node(major).level).toBe(level);
});
