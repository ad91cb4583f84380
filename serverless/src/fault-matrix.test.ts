import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MASTER_FAULTS } from '@interaction-history/sandbox/src/master/proxy';
import { FIRESTORE_FAULTS } from '@interaction-history/sandbox/src/firestore/embedded';
import { FAULTS, LOST } from '@interaction-history/sandbox/src/salesforce/faults';
import { FAULT_CHOICES } from '@interaction-history/sandbox/src/twilio/faults';
import { ENDPOINTS, type EndpointPath } from '@interaction-history/shared/src/contract/endpoints';
import { ERRORS, type ErrorBody, type ErrorCode } from '@interaction-history/shared/src/contract/errors';
import type { Source } from './runtime/errors';
import { timings } from './runtime/timings';
import { captureLog, startTestEnvironment, type TestEnvironment } from './testing/environment';
import { everyEndpoint, type EndpointCall, type Written } from './testing/endpoint-calls';
import { sideBySide } from './testing/side-by-side';
import { shortenTimings } from './testing/timings';

/** Every source × every way to fail × every endpoint (ID-13), on the real clients. */
let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment();
  centre.env.LOG_CALL_TO_SALESFORCE = 'true';
  captureLog();
  // the Functions' files are loaded at their first call, which is no part of a source's time
  for (const { send } of (await everyEndpoint(centre)).calls) await send();
}, 120_000);
beforeEach(() => {
  captureLog();
  shortenTimings(2);
});
afterEach(() => mend());
afterAll(async () => {
  await centre.stop();
  jest.restoreAllMocks();
  assertDocumented();
});

const SLOW = 'slow';
/** 4 s against a deadline of 8 s, shortened as that is. */
const SLOW_MS = 2_000;
const MATRIX: [Source, string[]][] = [
  ['salesforce', [...FAULTS, LOST, SLOW]],
  ['master', [...MASTER_FAULTS, SLOW]],
  ['firestore', [...FIRESTORE_FAULTS]],
  ['taskrouter', FAULT_CHOICES.taskrouter.map(String)],
  ['iam', FAULT_CHOICES.iam.map(String)],
];
const ROWS = MATRIX.flatMap(([source, faults]) => faults.map((fault): [Source, string] => [source, fault]));

/** Who asks the source at all; the others must not notice. */
const USES: { [S in Exclude<Source, 'iam'>]: readonly EndpointPath[] } = {
  salesforce: [
    ...(['customers/lookup', 'customers/search', 'customers/master-record', 'customers/import', 'customers/create'] as const),
    ...(['tasks/link-customer', 'cases/create', 'interactions/log-pending', 'health'] as const),
    ...(['services/of-customer', 'services/products', 'services/run'] as const),
  ],
  master: [
    ...(['customers/lookup', 'customers/search', 'customers/master-record', 'customers/import', 'customers/create'] as const),
    'health',
  ],
  firestore: (Object.keys(ENDPOINTS) as EndpointPath[]).filter(
    (path) => !['workspace/current', 'drafts/key', 'services/products'].includes(path),
  ),
  taskrouter: [
    ...(['customers/import', 'customers/create', 'tasks/link-customer', 'cases/create', 'interactions/record'] as const),
    ...([
      'interactions/amend',
      'workspace/current',
      'health',
      'taskrouter/events',
      'drafts/save',
      'drafts/of-task',
      'services/run',
    ] as const),
    ...(['audit/list', 'audit/limits', 'customers/joined', 'privacy/hold', 'privacy/erase'] as const),
  ],
};
const uses = (source: Source, path: EndpointPath): boolean =>
  source === 'iam' ? ENDPOINTS[path].auth !== 'twilio' : USES[source].includes(path);
/** What a source's failure may be told as. A revoked log-in of ours is no fault of the agent's session. */
const TYPED: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'upstream_unavailable', 'deadline_exceeded']);

async function breakIt(source: Source, fault: string): Promise<void> {
  const { salesforce, master, firestore, twilio } = centre;
  if (source === 'salesforce' && fault === SLOW) salesforce.faults.latency(SLOW_MS, 'all');
  else if (source === 'salesforce') salesforce.faults.set(fault as (typeof FAULTS)[number]);
  else if (source === 'master') await master.faults.set(fault as (typeof MASTER_FAULTS)[number]);
  else if (source === 'firestore') firestore.setFault(fault as (typeof FIRESTORE_FAULTS)[number], SLOW_MS);
  else twilio.faults[source] = (/^\d+$/.test(fault) ? Number(fault) : fault) as never;
}
async function mend(): Promise<void> {
  centre.salesforce.faults.clear();
  await centre.master.faults.set(null);
  centre.firestore.setFault(null);
  Object.assign(centre.twilio.faults, { taskrouter: null, iam: null, slowMs: SLOW_MS });
}

interface Told {
  path: EndpointPath;
  status: number;
  code: string;
  ms: number;
}
/** A task that others change all the time is told as a conflict. */
const mayTell = (code: string, fault: string): boolean =>
  TYPED.has(code as ErrorCode) || (fault === '412' && code === 'conflict');
async function tell({ path, send }: EndpointCall): Promise<Told> {
  const began = performance.now();
  const { status, body } = await send();
  const code = status < 300 ? 'ok' : (body as ErrorBody).error.code;
  return { path, status, code, ms: performance.now() - began };
}

/** As many at a time as a small machine answers well: who is late must be so for the fault's sake. */
const AT_A_TIME = 8;
/** Under these faults the calls do little but wait, so all can wait at once. */
const WAITING: ReadonlySet<string> = new Set(['hang', 'stall', SLOW]);
async function tellAll(calls: readonly EndpointCall[], atATime = AT_A_TIME): Promise<Told[]> {
  const told: Told[] = [];
  await sideBySide(atATime, calls, async (call) => void told.push(await tell(call)));
  return told;
}
/** Asked as well where they don't use the source: they must not notice. */
const BYSTANDERS: ReadonlySet<EndpointPath> = new Set(['customers/lookup', 'interactions/record', 'workspace/current']);

test.each(ROWS)(
  'ID-13 %s %s: each endpoint answers with a type in time, nothing is lost or doubled, the next request finds it well',
  async (source, fault) => {
    await mend();
    Object.assign(centre.master.faults, { slowMs: SLOW_MS });
    const { calls: every, written } = await everyEndpoint(centre);
    const calls = every.filter(({ path }) => uses(source, path) || BYSTANDERS.has(path));
    await breakIt(source, fault);
    const during = await tellAll(calls, WAITING.has(fault) ? calls.length : AT_A_TIME);
    await mend();

    const wrong = during.filter(
      ({ path, code, status }) =>
        code !== 'ok' && !(uses(source, path) && mayTell(code, fault) && status === ERRORS[code as ErrorCode].status),
    );
    expect(wrong).toEqual([]);
    for (const { path, code } of during) if (!OF_TIME.has(fault)) seen.push({ source, path, code });
    expect(during.filter(({ ms }) => ms > timings.deadline + 700)).toEqual([]);

    await wellAgain(calls);
    const after = await tellAll(calls);
    expect(after.filter(({ code }) => code !== 'ok')).toEqual([]);
    await nothingDoubled(written, new Set(calls.map(({ path }) => path)));
  },
  60_000,
);

const twice = (ids: readonly string[]): string[] => ids.filter((id, at) => ids.indexOf(id) !== at);

/** A source that didn't respond is asked again once in `breakerRetry`: the first requests after that find everything. */
async function wellAgain(calls: readonly EndpointCall[]): Promise<void> {
  const ask = (path: EndpointPath) => calls.find((call) => call.path === path)?.send();
  const well = [
    { status: 200, body: { stored: { status: 'ok' }, salesforce: { status: 'ok' }, master: { status: 'ok' } } },
    { status: 200 },
  ];
  const began = performance.now();
  for (;;) {
    const last = performance.now() - began > timings.breakerRetry;
    const answers = [await ask('customers/lookup'), await ask('workspace/current')];
    const isWell = answers.every((answer, at) => isLike(answer, well[at] ?? {}));
    if (last || isWell) return expect(answers).toMatchObject(well);
  }
}
function isLike(answer: unknown, wanted: object): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    const got = (answer as Record<string, unknown> | undefined)?.[key];
    return typeof value === 'object' ? isLike(got, value as object) : got === value;
  });
}

/** What depends on the moment, not on the endpoint: not in the document. */
const OF_TIME = new Set([SLOW, '412']);
const DOCUMENT = path.resolve(__dirname, '../../docs/fault-matrix.md');
const seen: { source: Source; path: EndpointPath; code: string }[] = [];

/** The table in docs/ is what was seen; UPDATE_DOCS=1 rewrites it. */
function assertDocumented(): void {
  // a run of some rows knows too little
  if (new Set(seen.map(({ source }) => source)).size < MATRIX.length) return;
  const cell = (endpoint: EndpointPath, source: Source): string => {
    const codes = seen.filter((one) => one.path === endpoint && one.source === source).map(({ code }) => code);
    if (!uses(source, endpoint)) return 'not asked';
    if (codes.every((code) => code === 'ok')) return 'answers without it';
    return codes.some((code) => code === 'ok') ? 'answers, or says what failed' : 'says what failed';
  };
  const rows = (Object.keys(ENDPOINTS) as EndpointPath[]).map((endpoint) =>
    ['', `\`${endpoint}\``, ...MATRIX.map(([source]) => cell(endpoint, source)), ''].join(' | ').trim(),
  );
  const head = [
    '| endpoint | Salesforce | master | Firestore | TaskRouter | sessions |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const [start, end] = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'];
  const document = readFileSync(DOCUMENT, 'utf8');
  const written = [document.split(start)[0] + start, ...head, ...rows, end + document.split(end)[1]].join('\n');
  if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCUMENT, written);
  else expect(document).toBe(written);
}

async function nothingDoubled(written: Written, called: ReadonlySet<EndpointPath>): Promise<void> {
  const once = (path: EndpointPath): number => (called.has(path) ? 1 : 0);
  const { store } = centre.firestore;
  const size = async (collection: string, field: string, value: unknown): Promise<number> =>
    (await store.collection(collection).where(field, '==', value).get()).size;
  const { records } = centre.salesforce;
  expect({
    recorded: await size('interactions', 'reservationSid', written.reservationSid),
    made: (await store.collection('customers').where('phones', 'array-contains', written.newPhone).get()).size,
    amendments: ((await store.doc(`interactions/${written.amended}`).get()).data() as { amendments: unknown[] }).amendments
      .length,
    moved: await size('interactions', 'customerId', written.winnerId),
    left: await size('interactions', 'customerId', written.loserId),
    back: await size('interactions', 'customerId', written.splitId),
    stayed: await size('interactions', 'customerId', written.partedId),
    cases: records.all('Case').filter(({ Request_Key__c: key }) => String(key).includes(written.requestKey)).length,
    inquiries: records.all('Case').filter(({ Request_Key__c: key }) => String(key).includes(written.inquiryKey)).length,
    logged: twice(records.all('Task').map(({ Interaction_Id__c: id }) => String(id))),
    accounts: records.all('Account').filter((one) => one.SF_Account_No__c === written.accountNumber).length,
  }).toEqual({
    recorded: 1,
    made: once('customers/create'),
    amendments: once('interactions/amend'),
    moved: once('customers/merge'),
    left: 1 - once('customers/merge'),
    back: once('customers/split'),
    stayed: 1 - once('customers/split'),
    cases: once('cases/create'),
    inquiries: once('services/run'),
    logged: [],
    accounts: 1,
  });
}
