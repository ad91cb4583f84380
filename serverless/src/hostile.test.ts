import { ENDPOINTS, type EndpointPath } from '@interaction-history/shared/src/contract/endpoints';
import { handler as create } from '../functions/customers/create';
import { handler as lookup } from '../functions/customers/lookup';
import { handler as masterRecord } from '../functions/customers/master-record';
import { handler as stored } from '../functions/customers/find-stored';
import { handler as list } from '../functions/interactions/list';
import { handler as record } from '../functions/interactions/record';
import type { TwilioHandler } from './runtime/twilio';
import { captureLog, startTestEnvironment, type TestEnvironment } from './testing/environment';
import { sidOf } from './testing/context';
import { hostileTexts } from './testing/hostile-texts';
import { sideBySide } from './testing/side-by-side';
import { lengthenTimings } from './testing/timings';

/** Thousands of requests, on a machine that may be four times slower. */
jest.setTimeout(240_000);

let centre: TestEnvironment;
let log: string[];
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
beforeEach(() => {
  log = captureLog();
});
afterAll(() => centre.stop());

/** Every place where an agent's, or a stranger's, text comes in, besides the search (customers/search.test.ts). */
const PLACES: [
  what: string,
  path: EndpointPath,
  handler: TwilioHandler,
  fields: (text: string, n: number) => Record<string, string>,
][] = [
  [
    'the words of a history filter',
    'interactions/list',
    list,
    (text) => ({ address: '+14155550119', filter: JSON.stringify({ text }) }),
  ],
  [
    'the reason of a history filter',
    'interactions/list',
    list,
    (text) => ({ address: '+14155550119', filter: JSON.stringify({ reasonId: text }) }),
  ],
  ['the address of a history', 'interactions/list', list, (text) => ({ address: text })],
  ['the cursor of a history', 'interactions/list', list, (text) => ({ address: '+14155550119', cursor: text })],
  ['the caller’s address', 'customers/lookup', lookup, (text) => ({ address: text, channel: 'web' })],
  ['a record’s number', 'customers/master-record', masterRecord, (text) => ({ accountNumber: text })],
  ['a stored customer’s address', 'customers/find-stored', stored, (text) => ({ text })],
  [
    'a new customer’s names',
    'customers/create',
    create,
    (text, n) => ({ firstName: text, lastName: text, company: text, phone: `+1415${2_000_000 + n}` }),
  ],
  [
    'a comment',
    'interactions/record',
    record,
    (text) => ({
      taskSid: sidOf('WT', 1),
      reservationSid: sidOf('WR', 1),
      customerId: '',
      reasonId: 'other',
      comment: text,
    }),
  ],
];

test.each(PLACES)(
  'hostile text as %s: an ordinary answer, never a 500, and nothing of it in the log',
  async (_what, path, handler, fields) => {
    lengthenTimings();
    expect(ENDPOINTS[path]).toBeDefined();
    // the role that may call all of them
    const sam = centre.as('sam');
    const failures: string[] = [];
    const texts = hostileTexts();
    await sideBySide(16, texts, async (text, n) => {
      const { status } = await sam(handler, fields(text, n));
      if (![200, 400, 404].includes(status)) failures.push(`${status}: ${text}`);
    });
    expect(failures).toEqual([]);
    const logged = log.join('\n');
    expect(texts.filter((text) => text.trim().length > 8 && logged.includes(text))).toEqual([]);
  },
  240_000,
);
