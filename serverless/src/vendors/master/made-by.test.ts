import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COLUMNS, MADE_BY } from './made-by';

const sqlOf = (file: string): string => readFileSync(path.join(__dirname, '../../../master', file), 'utf8');
const named = (sql: string, pattern: RegExp): (string | undefined)[] => [...sql.matchAll(pattern)].map(([, name]) => name);

test.each(Object.keys(MADE_BY) as (keyof typeof MADE_BY)[])('OP-4 what is looked for is what %s makes', (file) => {
  expect(named(sqlOf(file), /^CREATE OR REPLACE FUNCTION (\w+)/gm)).toEqual(MADE_BY[file].functions);
  expect(named(sqlOf(file), /^CREATE INDEX IF NOT EXISTS (\w+)/gm)).toEqual(MADE_BY[file].indexes);
});

test.each(['account', 'contact'] as const)('OP-4 the columns that are looked for are those of %s in schema.sql', (table) => {
  const [, body = ''] = new RegExp(`CREATE TABLE IF NOT EXISTS ${table} \\(([^;]*)\\);`).exec(sqlOf('schema.sql')) ?? [];
  expect(named(body, /^ {2}(\w+) +\w/gm)).toEqual(COLUMNS[table]);
});
