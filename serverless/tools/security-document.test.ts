import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (met|n\/a|not met) \| (.+) \|$/gm)].map((row) => row.slice(1));

test('the table of ASVS 5.0 has each requirement of level 1 and 2 once, and its sums', () => {
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
  // of version 5.0.0
  expect([1, 2].map((level) => rows.filter((row) => row[1] === String(level)).length)).toEqual([70, 183]);
  for (const level of ['1', '2']) {
    const sums = ['met', 'n/a', 'not met'].map((verdict) => rows.filter((row) => row[1] === level && row[2] === verdict).length);
    expect(text).toMatch(new RegExp(`^\\| ${level} +\\| ${sums.join(' +\\| ')} +\\|$`, 'm'));
  }
});

test('every file that docs/security.md names is there', () => {
  const named = [...text.matchAll(/`((?:shared|serverless|plugin-interaction-history|sandbox|tools|docs)\/[^` ]+)`/g)];
  expect(named.length).toBeGreaterThan(80);
  expect(named.map(([, file]) => file ?? '').filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});
