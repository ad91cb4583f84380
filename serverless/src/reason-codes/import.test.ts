import type { ImportCodesResponse, ImportIssue, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { toCsv, toJson } from '@interaction-history/shared/src/reason-codes/file/export';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { handler as current } from '../../functions/reason-codes/current';
import { handler as importHandler } from '../../functions/reason-codes/import';
import { sidOf, testContext } from '../testing/context';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { importCodes } from './import';
import { publish } from './publish';
import { restore } from './restore';

const START = STARTER_TREE.codes;
const editor = () => {
  const { ctx, firestore } = testContext({ roles: ['supervisor'], workerSid: sidOf('WK', 3) });
  ctx.clients.taskrouter.workerName = async () => 'Sam Doyle';
  return { ctx, firestore };
};
const issuesOf = (answer: ImportCodesResponse): ImportIssue[] => (answer.outcome === 'refused' ? answer.issues : []);
const edit = (codes: readonly ReasonCode[], id: string, change: Partial<ReasonCode>) =>
  codes.map((code) => (code.id === id ? { ...code, ...change } : code));

describe('AD-3 a file is held against what is published', () => {
  test('an export is read as it was, and nothing is written', async () => {
    const { ctx, firestore } = editor();
    await publish({ baseVersion: 0, codes: edit(START, 'other', { labels: { en: '=1+1', ja: "'その他" } }), note: '' }, ctx);
    const { codes } = (await firestore.store.collection('reasonCodes').doc('current').get()).data() as { codes: ReasonCode[] };
    const rows = async () =>
      Promise.all(
        ['reasonCodeRevisions', 'reasonCodeDrafts', 'audit'].map(
          async (name) => (await firestore.store.collection(name).get()).size,
        ),
      );
    const before = await rows();
    expect(await importCodes({ format: 'csv', text: toCsv(codes) }, ctx)).toEqual({ outcome: 'read', codes });
    expect(await importCodes({ format: 'json', text: toJson(codes, 1) }, ctx)).toEqual({ outcome: 'read', codes });
    expect(await importCodes({ format: 'csv', text: toCsv(codes.slice(1)) }, ctx)).toMatchObject({ outcome: 'refused' });
    expect(await rows()).toEqual(before);
  });

  test('AD-4 the ledger holds for a file, too: a value of long ago stays its own code’s', async () => {
    const { ctx } = editor();
    const fraud: ReasonCode = { ...(START[0] as ReasonCode), id: 'fraud', reportingValue: 'fraud', parentId: null };
    await publish({ baseVersion: 0, codes: START, note: '' }, ctx);
    await publish({ baseVersion: 1, codes: [...START, fraud], note: '' }, ctx);
    await restore({ baseVersion: 2, version: 1 }, ctx);
    const thief = await importCodes({ format: 'csv', text: toCsv([...START, { ...fraud, id: 'thief' }]) }, ctx);
    expect(issuesOf(thief)).toEqual([
      { line: 17, column: 'reportingValue', problem: 'duplicate-reporting-value', value: 'fraud' },
    ]);
    const renamed = await importCodes({ format: 'csv', text: toCsv([...START, { ...fraud, reportingValue: 'deceit' }]) }, ctx);
    expect(issuesOf(renamed)).toEqual([
      { line: 17, column: 'reportingValue', problem: 'reporting-value-changed', value: 'deceit' },
    ]);
    expect(await importCodes({ format: 'csv', text: toCsv([...START, fraud]) }, ctx)).toMatchObject({ outcome: 'read' });
  });

  test('RC-6 a file that would take away the default reason is refused by its line', async () => {
    const { ctx } = editor();
    const withDefault = { ...ctx, config: { ...ctx.config, defaultReasonId: 'other' } };
    const text = toCsv(edit(START, 'other', { active: false }));
    expect(issuesOf(await importCodes({ format: 'csv', text }, withDefault))).toEqual([
      { line: 16, problem: 'default-reason-unavailable', value: 'other' },
    ]);
    expect(await importCodes({ format: 'csv', text }, ctx)).toMatchObject({ outcome: 'read' });
  });

  test('AD-5 a locale that is neither set nor published is refused: nobody would ever see its labels', async () => {
    const { ctx } = editor();
    const text = toCsv(edit(START, 'other', { labels: { en: 'Other', fr: 'Autre' } }));
    expect(issuesOf(await importCodes({ format: 'csv', text }, ctx))).toEqual([
      { line: 1, column: 'label:fr', problem: 'locale-not-in-use', value: 'fr' },
    ]);
    const french = { ...ctx, config: { ...ctx.config, locales: ['en', 'ja', 'fr'] } };
    expect(await importCodes({ format: 'csv', text }, french)).toMatchObject({ outcome: 'read' });
    await publish({ baseVersion: 0, codes: edit(START, 'other', { labels: { en: 'Other', fr: 'Autre' } }), note: '' }, ctx);
    expect(await importCodes({ format: 'csv', text }, ctx)).toMatchObject({ outcome: 'read' });
  });
});

describe('reason-codes/import, as anybody can call it', () => {
  let centre: TestEnvironment;
  let log: string[];
  beforeAll(async () => {
    centre = await startTestEnvironment();
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => {
    log = captureLog();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    centre.firestore.setFault(null);
  });
  const upload = (fields: Record<string, string>, who = 'sam') => centre.as(who)(importHandler, { format: 'csv', ...fields });
  const published = async (): Promise<ReasonCode[]> =>
    ((await centre.as('ada')(current, {})).body as { tree: { codes: ReasonCode[] } }).tree.codes;
  const bytes = (text: string, encoding: BufferEncoding): string => Buffer.from(text, encoding).toString('utf8');

  test('200 read, 403 agent, 400 another format, 503 store down', async () => {
    const codes = await published();
    expect(await upload({ text: toCsv(codes) })).toEqual(
      expect.objectContaining({ status: 200, body: { outcome: 'read', codes } }),
    );
    expect((await upload({ text: toCsv(codes) }, 'ada')).status).toBe(403);
    expect(await upload({ format: 'xlsx', text: '' })).toMatchObject({
      status: 400,
      body: { error: { fields: { format: expect.anything() as unknown } } },
    });
    centre.firestore.setFault('unavailable');
    expect((await upload({ text: toCsv(codes) })).status).toBe(503);
  });

  test('413 ten megabytes are refused with the limit, before anybody is asked', async () => {
    centre.twilio.faults.iam = 'hang';
    const answer = await upload({ text: 'x'.repeat(10_000_000) });
    centre.twilio.faults.iam = null;
    expect(answer).toMatchObject({
      status: 413,
      body: { error: { code: 'too_large', message: 'The request is larger than 900 KB', retryable: false } },
    });
  });

  test('AD-3 hostile files: a list of what is wrong, nothing applied, the next request answered', async () => {
    const codes = await published();
    const good = toCsv(codes);
    const [header = '', row = ''] = good.split('\r\n');
    const wide = Array.from({ length: 1_000 }, (_, n) => `column${n}`).join(',');
    const hostile: Record<string, [format: string, text: string, problem: string]> = {
      'one line of a megabyte less a little': ['csv', good + 'x'.repeat(800_000), 'wrong-form'],
      'broken quotes': ['csv', good + '"never closed', 'unclosed-quote'],
      'UTF-16': ['csv', bytes(good, 'utf16le'), 'not-utf8'],
      'Latin-1': ['csv', bytes(`${header}\nx,,Café`, 'latin1'), 'not-utf8'],
      'UTF-8 read as Latin-1': ['csv', Buffer.from(good).toString('latin1'), 'not-utf8'],
      formulas: ['csv', `${header}\n=cmd|' /C calc'!A0,,@SUM(1)`, 'wrong-form'],
      '10,000 rows': ['csv', `${header}\n${`${row}\n`.repeat(8_000)}`, 'too-many-codes'],
      '10,000 short rows': ['csv', `${header}\n${'x\n'.repeat(10_000)}`, 'too-many-codes'],
      '1,000 columns': ['csv', `${wide}\n${wide}`, 'column-unknown'],
      NULs: ['csv', good.replaceAll(',', '\0'), 'not-utf8'],
      'prototype names as ids': ['csv', `${header}\n__proto__,constructor,,,__proto__,1,true,,,,`, 'wrong-form'],
      'deep JSON': ['json', '['.repeat(800_000), 'broken-json'],
      'prototype names in JSON': [
        'json',
        '[{"__proto__":{"id":"x"},"constructor":{},"labels":{"__proto__":"x"}}]',
        'column-unknown',
      ],
    };
    for (const [name, [format, text, problem]] of Object.entries(hostile)) {
      const answer = await upload({ format, text });
      expect([name, answer.status]).toEqual([name, 200]);
      const issues = issuesOf(answer.body as ImportCodesResponse);
      expect([name, issues.map((issue) => issue.problem)]).toEqual([name, expect.arrayContaining([problem])]);
      expect(issues.length).toBeLessThanOrEqual(100);
    }
    expect(await published()).toEqual(codes);
    expect((await upload({ text: good })).body).toEqual({ outcome: 'read', codes });
    expect(({} as { id?: string }).id).toBeUndefined();
    // PR-3: a line a request, none with a cell of a file in it
    expect(log.join()).not.toMatch(/calc|column999|Café/);
  });

  test('AD-3 an id that JavaScript has for itself is an id like any other, from file to publication to history', async () => {
    const { ctx } = editor();
    const own: ReasonCode = { ...(START[0] as ReasonCode), id: 'constructor', reportingValue: 'constructor', parentId: null };
    const answer = await importCodes({ format: 'csv', text: toCsv([...START, own]) }, ctx);
    expect(answer).toEqual({ outcome: 'read', codes: [...START, own] });
    expect((await publish({ baseVersion: 0, codes: [...START, own], note: '' }, ctx)).outcome).toBe('published');
    expect((await publish({ baseVersion: 1, codes: [...START, own], note: '' }, ctx)).outcome).toBe('published');
  });
});
