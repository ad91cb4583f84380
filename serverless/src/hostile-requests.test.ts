import { handler as createCase } from '../functions/cases/create';
import { handler as lookup } from '../functions/customers/lookup';
import { handler as list } from '../functions/interactions/list';
import { handler as publishSettings } from '../functions/settings/publish';
import { handler as currentCodes } from '../functions/reason-codes/current';
import { handler as publishCodes } from '../functions/reason-codes/publish';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { captureLog, startTestEnvironment, type TestEnvironment } from './testing/environment';
import { sidOf } from './testing/context';

let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
beforeEach(() => void captureLog());
afterEach(() => jest.restoreAllMocks());
afterAll(() => centre.stop());

const aCase = { taskSid: sidOf('WT', 1), subject: 'x', requestKey: 'abcdefgh' };
const cursor = (text: string): string => Buffer.from(text).toString('base64url');
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const code = (id: string, parentId: string | null, label = id): ReasonCode => ({
  ...(STARTER_TREE.codes[0] as ReasonCode),
  ...{ id, parentId, labels: { en: label }, reportingValue: id, serviceAction: null, commentRequired: false },
});
const chain = Array.from({ length: 1_900 }, (_, n) => code(`c${n}`, n === 0 ? null : `c${n - 1}`));

test.each([
  ['a field named constructor', lookup, { address: '+14155550127', constructor: 'x', toString: 'y' }, 200],
  ['a field named __proto__', lookup, JSON.parse('{"address":"+14155550127","__proto__":"x"}') as object, 400],
  ['an id that Firestore keeps for itself', createCase, { ...aCase, customerId: '__x__' }, 400],
  ['the id of such a history', list, { customerId: '__x__' }, 400],
  ['a cursor beyond every date', list, { address: '+14155550119', cursor: cursor('[9e15,0,"a"]') }, 400],
  ['a cursor of another shape', list, { address: '+14155550119', cursor: cursor('{"seconds":9e99}') }, 400],
  ['60,000 nested arrays as an address', list, { address: deep(60_000) }, 400],
  ['60,000 nested arrays as a filter', list, { address: '+14155550119', filter: deep(60_000) }, 400],
])('%s: an ordinary answer', async (_what, handler, fields, status) => {
  expect((await centre.as('root')(handler, { ...fields })).status).toBe(status);
});

test.each([
  ['a mapping to __proto__', publishSettings, { settings: '{"insightsMapping":{"__proto__":"comment"}}' }, /settings/],
  ['a chain of 1,900 reasons', publishCodes, { codes: JSON.stringify(chain) }, /too-deep|codes/],
  ['a label that turns the text around', publishCodes, { codes: JSON.stringify([code('a', null, 'abc\u202Edef')]) }, /codes/],
])('%s is refused', async (_what, handler, fields, named) => {
  const root = centre.as('root');
  const { version: baseVersion } = (await root(currentCodes, {})).body as { version: number };
  const { status, body } = await root(handler, { ...fields, baseVersion });
  const { outcome } = body as { outcome?: string };
  expect(status === 200 ? outcome : status).toBe(status === 200 ? 'invalid' : 400);
  expect(JSON.stringify(body)).toMatch(named);
});
