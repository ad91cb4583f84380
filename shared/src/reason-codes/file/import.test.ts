import fc from 'fast-check';
import { CHANNELS } from '../../caller/channel';
import { MAX_CODES } from '../../limits';
import { reasonCode, type ImportIssue, type ReasonCode } from '../../contract/reason-codes';
import { csvRows, type Tally } from './csv-rows';
import { MAX_FILE_CHARACTERS, toCsv, toJson } from './export';
import { readCodes, type ImportRules } from './import';
import { publicationIssues } from '../publish';
import { STARTER_TREE } from '../starter-tree';

const { codes: START } = STARTER_TREE;
const anyRules: ImportRules = { locales: null, publicationIssues: () => [] };
const afterStart: ImportRules = { locales: ['en', 'ja'], publicationIssues: (codes) => publicationIssues(START, codes) };
const edit = (id: string, change: Partial<ReasonCode>): ReasonCode[] =>
  START.map((code) => (code.id === id ? { ...code, ...change } : code));
const csv = (text: string, rules = afterStart, tally?: Tally) => readCodes({ format: 'csv', text }, rules, tally);
const json = (text: string, rules = afterStart, tally?: Tally) => readCodes({ format: 'json', text }, rules, tally);
const issuesOf = (answer: ReturnType<typeof csv>): ImportIssue[] => (answer.outcome === 'refused' ? answer.issues : []);
const problems = (answer: ReturnType<typeof csv>): string[] => issuesOf(answer).map(({ problem }) => problem);

/** A tree of the contract, whatever its values: labels that begin like formulas, ids that JavaScript has for itself. */
const sign = fc.constantFrom(
  '',
  "'",
  "''",
  '"',
  '="',
  '=',
  '+',
  '-',
  '@',
  '＝',
  '-1+',
  "'=",
  '"=',
  '""+',
  ';',
  ',',
  '|',
  '{',
  '[',
  'sep=;',
);
const label = fc
  .tuple(sign, fc.string({ unit: 'grapheme', maxLength: 30 }))
  .map(([begin, rest]) => begin + rest)
  .filter((text) => reasonCode.shape.labels.safeParse({ en: text }).success && text === text.trim());
const name = fc.oneof(
  fc.constantFrom('constructor', 'prototype', 'toString', '-1', '__proto', 'hasOwnProperty', '0'),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((id) => !/^__.*__$/.test(id)),
);
const anyCode = fc.record({
  id: name,
  parentId: fc.option(name),
  labels: fc
    .record({ en: label, ja: label, 'pt-BR': label, 'zh-Hant': label }, { requiredKeys: ['en'] })
    .map((labels) => ({ ...labels })),
  reportingValue: fc.stringMatching(/^[a-z0-9_.-]{1,12}$/),
  order: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((order) => order + 0),
  active: fc.boolean(),
  queues: fc.array(fc.stringMatching(/^WQ[0-9a-f]{32}$/), { maxLength: 2 }),
  channels: fc.uniqueArray(fc.constantFrom(...CHANNELS), { maxLength: 3 }),
  commentRequired: fc.boolean(),
  serviceAction: fc.constantFrom(null, 'SA-1' as const, 'SA-8' as const),
});
const anyTree = fc.array(anyCode, { minLength: 1, maxLength: 6 });

describe('AD-3 import of an export is the identity', () => {
  test('CSV', () => {
    fc.assert(fc.property(anyTree, (codes) => expect(csv(toCsv(codes), anyRules)).toEqual({ outcome: 'read', codes })));
  });
  test('JSON', () => {
    fc.assert(fc.property(anyTree, (codes) => expect(json(toJson(codes, 7), anyRules)).toEqual({ outcome: 'read', codes })));
  });
  test('CSV, after a spreadsheet has saved it with semicolons, LF and every cell quoted', () => {
    const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(anyTree, (codes) => {
        const { rows } = csvRows(toCsv(codes).slice(1));
        const saved = 'sep=;\n' + rows.map(({ cells }) => cells.map(quote).join(';')).join('\n');
        fc.pre(!/ï»¿|Ã[\u0080-\u00bf]|ã[\u0081\u201a\u0192]|â€/.test(saved));
        expect(csv(saved, anyRules)).toEqual({ outcome: 'read', codes });
      }),
    );
  });
});

describe('AD-3 formulas', () => {
  const labels = [
    '=1+1',
    '+A1',
    '-2',
    '@SUM(A1)',
    "'quoted",
    '=HYPERLINK("http://x")',
    '"=1+1',
    '""@x',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
  ];
  test.each(labels)('a cell that a spreadsheet would run is neutralised, and read back as it was: %s', (text) => {
    const codes = edit('other', { labels: { en: text, ja: text } });
    const cells = toCsv(codes)
      .split('\r\n')
      .find((row) => row.startsWith('other'));
    expect(cells).not.toMatch(/(^|,)"*[=+\-@＝＋－＠]/);
    expect(csv(toCsv(codes))).toEqual({ outcome: 'read', codes });
  });
  test('no cell of any export begins like a formula', () => {
    fc.assert(
      fc.property(anyTree, (codes) => {
        for (const { cells } of csvRows(toCsv(codes).slice(1)).rows)
          expect(cells.filter((cell) => /^["＂]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('AD-3 what spreadsheets make of it is read', () => {
  const plain = toCsv(START).replace('\ufeff', '');
  const header = plain.split('\r\n')[0] ?? '';
  const cell = (column: string, text: string): string => {
    const at = header.split(',').indexOf(column);
    return plain
      .split('\r\n')
      .map((row, n) =>
        n === 6
          ? row
              .split(',')
              .map((old, i) => (i === at ? text : old))
              .join(',')
          : row,
      )
      .join('\r\n');
  };
  test.each([
    ['no BOM', plain],
    ['a BOM', '\ufeff' + plain],
    ['LF', plain.replaceAll('\r\n', '\n')],
    ['CR, as old Macs', plain.replaceAll('\r\n', '\r')],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['sep=; first', 'sep=;\r\n' + plain.replaceAll(',', ';')],
    ['TRUE and FALSE', plain.replaceAll('true', 'TRUE').replaceAll('false', 'FALSE')],
    ['WAHR and FALSCH', plain.replaceAll('true', 'WAHR').replaceAll('false', 'FALSCH')],
    ['empty rows and columns at the end', plain.replaceAll('\r\n', ',,\r\n') + ',,,\r\n,,,\r\n\r\n'],
    ['empty cells left out at the end of a row', plain.replaceAll(/,+\r\n/g, '\r\n')],
    ['spaces around cells', plain.replaceAll(',', ' , ')],
    ['full-width digits and words', cell('order', '１').replaceAll('true', 'ｔｒｕｅ')],
  ])('%s', (_, text) => expect(csv(text)).toEqual({ outcome: 'read', codes: START }));

  test('a decimal comma is no separator of columns', () => {
    const read = csv(cell('order', '"1,5"'));
    expect(read).toEqual({ outcome: 'read', codes: START.map((code, n) => (n === 5 ? { ...code, order: 1.5 } : code)) });
  });

  test.each([
    ['order', 'first', 'no-number'],
    ['order', '', 'required'],
    ['active', 'maybe', 'no-yes-or-no'],
    ['active', '', 'required'],
    ['channels', 'voice|fax', 'no-such-channel'],
    ['queues', 'Billing', 'wrong-form'],
    ['serviceAction', 'SA-9', 'no-such-service-action'],
    ['reportingValue', 'Not A Value!', 'wrong-form'],
    ['reportingValue', '', 'required'],
    ['label:en', '', 'missing-english-label'],
    ['label:ja', 'x'.repeat(81), 'too-long'],
    ['id', '__proto__', 'wrong-form'],
    ['id', 'a b', 'wrong-form'],
    ['parentId', 'nowhere', 'missing-parent'],
  ])('a bad %s “%s” is named by line and column: %s', (column, text, problem) => {
    const named = issuesOf(csv(cell(column, text))).find((issue) => issue.problem === problem);
    expect(named).toMatchObject({ line: 7, column });
  });
});

describe('AD-3 every bad row is named by its line', () => {
  test('lines count the breaks within quotes and Excel’s first line', () => {
    const lines = ('sep=,\n' + toCsv(START).replace('\ufeff', '').replaceAll('\r\n', '\n')).split('\n');
    lines[3] = (lines[3] ?? '').replace('Question about an invoice', '"Question\nabout"');
    lines[4] = (lines[4] ?? '').replace('billing_refund', 'billing refund');
    expect(issuesOf(csv(lines.join('\n')))).toMatchObject([
      { line: 4, column: 'label:en', problem: 'wrong-form' },
      { line: 6, column: 'id', problem: 'wrong-form', value: 'billing refund' },
    ]);
  });

  test('the rules of a tree, with both lines of what stands twice', () => {
    const [first, second, third] = START as [ReasonCode, ReasonCode, ReasonCode];
    const codes = [...START, { ...second }, { ...third, id: 'fresh' }];
    expect(issuesOf(csv(toCsv(codes)))).toEqual([
      { line: 17, column: 'id', problem: 'duplicate-id', value: second.id, otherLine: 3 },
      { line: 17, column: 'reportingValue', problem: 'duplicate-reporting-value', value: second.reportingValue, otherLine: 3 },
      { line: 18, column: 'reportingValue', problem: 'duplicate-reporting-value', value: third.reportingValue, otherLine: 4 },
    ]);
    const cycle = edit(first.id, { parentId: second.id });
    expect(issuesOf(csv(toCsv(cycle))).map(({ line, problem }) => `${line} ${problem}`)).toContain('2 cycle');
  });

  test('AD-4 what would change the past: a missing code by its id, a changed value by its line', () => {
    const codes = edit('other', { reportingValue: 'rest' }).slice(1);
    const named = issuesOf(csv(toCsv(codes)));
    expect(named).toContainEqual({ line: 0, problem: 'removed', value: 'billing' });
    expect(named).toContainEqual({ line: 15, column: 'reportingValue', problem: 'reporting-value-changed', value: 'rest' });
  });

  test('RC-1 a file that leaves no reason is refused', () => {
    expect(problems(csv(toCsv(START.map((code) => ({ ...code, active: false })))))).toEqual(['no-reason-left']);
  });

  test('columns: missing, unknown, twice, and a locale that is not in use', () => {
    const [header = '', ...rows] = toCsv(START).split('\r\n');
    const text = [header.replace('order', 'sequence').replace('label:ja', 'label:jp').replace('queues', 'active'), ...rows].join(
      '\r\n',
    );
    expect(issuesOf(csv(text))).toEqual([
      { line: 1, column: 'label:jp', problem: 'locale-not-in-use', value: 'jp' },
      { line: 1, column: 'sequence', problem: 'column-unknown' },
      { line: 1, column: 'active', problem: 'column-twice' },
      { line: 1, column: 'order', problem: 'column-missing' },
      { line: 1, column: 'queues', problem: 'column-missing' },
    ]);
  });

  test('JSON: an entry by the line on which it begins, a fault by its own', () => {
    const lines = toJson(START, 3).split('\n');
    lines[3] = (lines[3] ?? '').replace('"active":true', '"active":"yes"').replace('"order"', '"Order"');
    lines[5] = '  7,';
    const named = issuesOf(json(lines.join('\n')));
    expect(named).toContainEqual({ line: 4, column: 'order', problem: 'required' });
    expect(named).toContainEqual({ line: 4, column: 'Order', problem: 'column-unknown' });
    expect(named).toContainEqual({ line: 4, column: 'active', problem: 'wrong-type', value: 'yes' });
    expect(named).toContainEqual({ line: 6, problem: 'not-an-object', value: '7' });
    lines[8] = '{"id": "broken,';
    expect(issuesOf(json(lines.join('\n')))).toEqual([{ line: 9, problem: 'broken-json' }]);
  });

  test('JSON: pretty printed, a bare list, or the list under codes are all read', () => {
    for (const text of [JSON.stringify(START, null, 2), JSON.stringify({ codes: START }, null, '\t'), '\ufeff' + toJson(START)])
      expect(json(text)).toEqual({ outcome: 'read', codes: START });
    const pretty = JSON.stringify([...START, { ...START[0], id: 'x' }], null, 2);
    const line = pretty.split('\n').lastIndexOf('  {') + 1;
    expect(issuesOf(json(pretty))).toMatchObject([{ line, problem: 'duplicate-reporting-value', otherLine: 2 }]);
  });

  test.each([['{}'], ['{"codes":{}}'], ['7'], ['null'], ['"codes"']])('JSON that holds no list of codes: %s', (text) => {
    expect(issuesOf(json(text))).toEqual([{ line: 0, problem: 'no-list-of-codes' }]);
  });
  test.each([
    ['[1,]'],
    ['{"codes":[}'],
    ['[01]'],
    ['[1] 2'],
    ['{"a" 1}'],
    ['["\\x"]'],
    ['[tru]'],
    ['['],
    ['{"a":1,}'],
    ["['a']"],
  ])('JSON that is broken: %s', (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(issuesOf(json(`\n${text}`))).toEqual([{ line: 2, problem: 'broken-json' }]);
  });
  test('the scanner and the engine agree on what is JSON', () => {
    const parses = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', '0', '-', 'e', ' ', '\\', 'null'))
      .map(([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.json(), fc.string()), (text) => {
        fc.pre(text.trim() !== '' && !/[\0\ufffd]/.test(text) && !text.startsWith('\ufeff'));
        expect(problems(json(text, anyRules)).includes('broken-json')).toBe(!parses(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('AD-3 hostile files: a clear, short list, and nothing else', () => {
  const [header = '', row = ''] = toCsv(START).split('\r\n');
  const wide = Array.from({ length: 1_000 }, (_, n) => `column${n}`).join(',');
  // as a browser hands over what it took for UTF-8, or for Windows-1252; the bytes themselves are in the endpoint's test
  const utf16 = '\ufffd\ufffd' + [...toCsv(START).slice(1)].map((sign) => `${sign}\0`).join('');
  test.each<[string, string, string]>([
    ['nothing', '', 'empty-file'],
    ['white space', ' \r\n \t\r\n', 'empty-file'],
    ['a header alone', header, 'empty-file'],
    ['no header', 'a,b,c\n1,2,3', 'column-missing'],
    ['a quote that never closes', toCsv(START) + '"never closed', 'unclosed-quote'],
    ['text after a quote', toCsv(START) + '"a"b,', 'text-after-quote'],
    ['UTF-16', utf16, 'not-utf8'],
    ['Latin-1', toCsv(edit('other', { labels: { en: 'Café' } })).replace('é', '\ufffd'), 'not-utf8'],
    ['UTF-8 read as Windows-1252', 'ï»¿' + toCsv(START).slice(1), 'not-utf8'],
    ['the same without its BOM', toCsv(START).slice(1).replace('Billing', 'RÃ©gler'), 'not-utf8'],
    ['NULs', toCsv(START).replaceAll(',', '\0,'), 'not-utf8'],
    ['one line of a megabyte', toCsv(START) + 'x'.repeat(MAX_FILE_CHARACTERS - 10_000), 'wrong-form'],
    ['one header of a megabyte', 'x'.repeat(900_000) + '\n', 'column-unknown'],
    ['a header of 400,000 columns', ','.repeat(400_000) + 'x\n', 'column-missing'],
    ['ten megabytes', 'x'.repeat(10_000_000), 'too-large'],
    ['10,000 rows', [header, ...Array.from({ length: 10_000 }, () => row)].join('\n'), 'too-many-codes'],
    ['10,000 rows of nothing but separators', header + '\n' + 'x,,,,\n'.repeat(10_000), 'too-many-codes'],
    ['1,000 columns', `${wide}\n${wide}`, 'column-unknown'],
    ['rows of 1,000 cells', `${header}\n${wide}`, 'too-many-cells'],
    ['__proto__ as a locale', toCsv(START).replace('label:ja', 'label:__proto__'), 'locale-not-in-use'],
    ['constructor as a locale', toCsv(START).replace('label:ja', 'label:constructor'), 'locale-not-in-use'],
    ['__proto__ as a column', toCsv(START).replace('queues', '__proto__'), 'column-unknown'],
    ['a formula as an id', `${header}\n=cmd|' /C calc'!A0`, 'wrong-form'],
    ['not CSV at all', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'column-missing'],
  ])('%s', (_, text, problem) => {
    const answer = csv(text);
    expect(problems(answer)).toContain(problem);
    expect(issuesOf(answer).length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });

  test('hostile JSON: deep nesting, prototype names, many entries', () => {
    expect(problems(json('['.repeat(900_000)))).toEqual(['broken-json']);
    expect(problems(json('['.repeat(400_000) + ']'.repeat(400_000)))).toEqual(['not-an-object']);
    expect(problems(json('[' + '{},'.repeat(10_000) + '{}]'))).toEqual(['too-many-codes']);
    const code = JSON.stringify(START[0]);
    const withProto = `[${code.replace('"labels":{', '"__proto__":{"active":false},"labels":{"__proto__":"x",')}]`;
    expect(issuesOf(json(withProto, anyRules))).toEqual([
      { line: 1, column: '__proto__', problem: 'column-unknown' },
      { line: 1, column: 'label:__proto__', problem: 'locale-not-in-use' },
    ]);
    expect(({} as { active?: boolean }).active).toBeUndefined();
  });

  test('the total says how much there is beyond what is listed', () => {
    const bad = Array.from({ length: 500 }, (_, n) => `bad id ${n}`).join('\n');
    expect(csv(`${header}\n${bad}`)).toMatchObject({ outcome: 'refused', total: 2_000 });
    expect(issuesOf(csv(`${header}\n${bad}`))).toHaveLength(100);
  });

  test('no text makes reading throw', () => {
    const pieces = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('"', ',', ';', '\n', '\r', header, row, '\t', '__proto__', '{', ']')),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        csv(parts.join(''));
        json(parts.join(''));
      }),
    );
  });
});

describe('AD-3 the work grows with the file, not faster', () => {
  const row = toCsv(START).split('\r\n')[1] ?? '';
  const header = toCsv(START).split('\r\n')[0] ?? '';
  const work = (read: typeof csv, text: string): number => {
    const tally: Tally = { steps: 0 };
    read(text, anyRules, tally);
    return tally.steps;
  };
  test.each<[string, typeof csv, (n: number) => string]>([
    ['rows', csv, (n) => [header, ...Array.from({ length: n }, () => row)].join('\r\n')],
    ['columns', csv, (n) => ','.repeat(n)],
    ['one long cell', csv, (n) => 'x'.repeat(n)],
    ['quotes within quotes', csv, (n) => '"' + '""'.repeat(n) + '"'],
    ['breaks within quotes', csv, (n) => '"' + '\r\n'.repeat(n) + '"'],
    ['quoted cells', csv, (n) => '"a",'.repeat(n)],
    ['empty lines', csv, (n) => '\n'.repeat(n)],
    ['JSON entries', json, (n) => '[' + '{"id":"a"},'.repeat(n) + '1]'],
    ['JSON depth', json, (n) => '['.repeat(n)],
    ['a JSON string of escapes', json, (n) => '["' + '\\n'.repeat(n) + '"]'],
  ])('%s', (_, read, file) => {
    const [small, large] = [work(read, file(2_500)), work(read, file(10_000))];
    expect(small).toBeGreaterThan(0);
    expect(large / small).toBeGreaterThan(2);
    expect(large / small).toBeLessThan(4.1);
    // and never more than a few looks at each character
    expect(large).toBeLessThanOrEqual(file(10_000).length * 4 + 100);
  });
});

test('AD-3 the largest tree that can be published can be imported again, in either form', () => {
  const codes = Array.from({ length: MAX_CODES }, (_, n): ReasonCode => ({
    ...(START[0] as ReasonCode),
    id: `code_${n}`,
    parentId: n === 0 ? null : `code_${Math.floor((n - 1) / 8)}`,
    reportingValue: `code_${n}`,
    labels: { en: `Reason number ${n}`, ja: `理由 ${n}` },
  }));
  const rules: ImportRules = { locales: ['en', 'ja'], publicationIssues: (next) => publicationIssues(codes, next) };
  expect(csv(toCsv(codes), rules)).toEqual({ outcome: 'read', codes });
  expect(json(toJson(codes, 1), rules)).toEqual({ outcome: 'read', codes });
});
