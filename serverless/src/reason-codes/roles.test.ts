import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ENDPOINTS, type EndpointPath } from '@interaction-history/shared/src/contract/endpoints';
import type { TwilioHandler } from '../runtime/twilio';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

const FUNCTIONS = path.resolve(__dirname, '../../functions');
/** The administration: what an agent's desktop never calls. */
const ADMIN: EndpointPath[] = [
  'reason-codes/draft',
  'reason-codes/publish',
  'reason-codes/revisions',
  'reason-codes/restore',
  'reason-codes/import',
  'workspace/current',
  'settings/publish',
  'settings/revisions',
  'customers/find-stored',
  'customers/merge',
  'health',
  'customers/joined',
  'interactions/unconfirmed',
  'interactions/confirm',
  'outcomes/report',
  'outcomes/interactions',
  'audit/list',
  'audit/limits',
  'privacy/find',
  'privacy/export',
  'privacy/hold',
  'privacy/erase',
];
const ADMIN_ALONE: EndpointPath[] = [
  'settings/publish',
  'health',
  'audit/list',
  'privacy/find',
  'privacy/export',
  'privacy/hold',
  'privacy/erase',
];

let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
afterAll(() => centre.stop());
beforeEach(() => void captureLog());
afterEach(() => jest.restoreAllMocks());

/** A direct call, as anybody with a token can make it: an empty body, since roles come before anything that is asked. */
async function called(endpoint: EndpointPath, person: string): Promise<[status: number, code: string | undefined]> {
  const { handler } = (await import(path.join(FUNCTIONS, `${endpoint}.ts`))) as { handler: TwilioHandler };
  const { status, body } = await centre.as(person)(handler, {});
  return [status, (body as { error?: { code: string } } | null)?.error?.code];
}

test.each(ADMIN)('AD-1 %s: an agent’s direct call is forbidden', async (endpoint) => {
  expect(await called(endpoint, 'ada')).toEqual([403, 'forbidden']);
});

test.each(ADMIN)(
  'AD-1 %s: a supervisor’s direct call is forbidden exactly where the table says admin alone',
  async (endpoint) => {
    const [, code] = await called(endpoint, 'sam');
    expect(code === 'forbidden').toBe(ADMIN_ALONE.includes(endpoint));
  },
);

test.each(ADMIN)('AD-1 %s: an admin is never forbidden', async (endpoint) => {
  expect((await called(endpoint, 'root'))[1]).not.toBe('forbidden');
});

test('AD-1 every endpoint that not everyone may call, and every one of the administration’s folders, is in these tables', () => {
  const restricted = (Object.keys(ENDPOINTS) as EndpointPath[]).filter((each) => {
    const { auth } = ENDPOINTS[each];
    return auth !== 'twilio' && !auth.includes('agent');
  });
  expect(restricted.filter((each) => !ADMIN.includes(each))).toEqual([]);
  const forAll = ['reason-codes/current', 'settings/current'];
  const files = ['reason-codes', 'settings', 'workspace'].flatMap((folder) =>
    readdirSync(path.join(FUNCTIONS, folder)).map((file) => `${folder}/${path.basename(file, '.ts')}`),
  );
  expect(files.filter((each) => !(ADMIN as string[]).includes(each)).sort()).toEqual(forAll);
});

test.each(ADMIN)('AD-1 %s: a guest of the web chat is forbidden', async (endpoint) => {
  const { handler } = (await import(path.join(FUNCTIONS, `${endpoint}.ts`))) as { handler: TwilioHandler };
  const { status } = await centre.as('root')(handler, { Token: centre.twilio.issueGuestToken().token });
  expect(status).toBe(403);
});
