import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import { COLUMNS, MADE_BY } from './made-by';
import type { MasterPool } from './pool';

const DEPLOY = 'npm run deploy:master';

interface Table {
  name: 'account' | 'contact';
  kind: string;
  owner: string;
  readable: boolean;
  columns: string[];
  /** Estimated; -1: never counted, or a view. */
  rows: number;
}

/** Tables, columns, functions and indexes, held against what the product's SQL files make. */
export async function tablesOf(pool: MasterPool, deadline: Deadline): Promise<Finding[]> {
  const tables = await pool.query<Table>(TABLES, [Object.keys(COLUMNS)], deadline);
  const made = await pool.query<{ name: string }>(PRESENT, [WANTED.map(({ name }) => name)], deadline);
  const find = (name: Table['name']): Table | undefined => tables.find((table) => table.name === name);
  const views = tables.some(({ kind }) => kind === 'v');
  const owners = [...new Set(tables.map(({ owner }) => owner))].join(', ');
  return [
    tableFinding('account', find('account')),
    tableFinding('contact', find('contact')),
    ...madeFindings(new Set(made.map(({ name }) => name)), views, owners),
    countFinding(find('account')?.rows ?? -1, views),
  ];
}

const TABLES = `
SELECT c.relname AS name, c.relkind AS kind, c.relowner::regrole::text AS owner, has_table_privilege(c.oid, 'SELECT') AS readable,
       c.reltuples::float8 AS rows,
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns
  FROM unnest($1::text[]) AS wanted JOIN pg_class c ON c.oid = to_regclass(wanted)`;

/** Indexes by name in any schema: the tables may lie behind views. One that CONCURRENTLY left half built is no use to a query. */
const PRESENT = `
SELECT proname AS name FROM pg_proc WHERE proname = ANY($1)
UNION
SELECT c.relname FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relname = ANY($1) AND i.indisvalid`;

const WANTED = Object.entries(MADE_BY).flatMap(([file, { functions, indexes }]) => [
  ...functions.map((name) => ({ name: name, file, kind: 'functions' })),
  ...indexes.map((name) => ({ name: name, file, kind: 'indexes' })),
]);

function tableFinding(name: Table['name'], table: Table | undefined): Finding {
  const id = `master.table.${name}`;
  if (table === undefined)
    return {
      id,
      level: 'fail',
      text: `There is no ${name} that the role can see`,
      mend: `Run serverless/master/schema.sql, or make a view named ${name} over your own table`,
    };
  if (!table.readable)
    return { id, level: 'fail', text: `The role may not read ${name}`, mend: `As ${table.owner}: GRANT SELECT ON ${name} to it` };
  const lacking = COLUMNS[name].filter((column) => !table.columns.includes(column));
  if (lacking.length > 0)
    return {
      id,
      level: 'fail',
      text: `${name} lacks ${lacking.join(', ')}`,
      mend: 'Add the columns, or a view that has them: serverless/master/schema.sql says their types',
    };
  return { id, level: 'ok', text: `${name} has every column${table.kind === 'v' ? ', and is a view' : ''}` };
}

/** A missing function stops look-ups; without an index each one reads every row. */
function madeFindings(present: ReadonlySet<string>, views: boolean, owners: string): Finding[] {
  const byOwner = views
    ? 'On the tables behind the views: the CREATE INDEX statements of serverless/master'
    : `${DEPLOY} (as ${owners})`;
  return (['functions', 'indexes'] as const).map((kind) => {
    const id = `master.${kind}`;
    const missing = WANTED.filter((each) => each.kind === kind && !present.has(each.name));
    if (missing.length === 0) return { id, level: 'ok', text: `All ${kind} are there` };
    const names = missing.map(({ name, file }) => `${name} (${file})`).join(', ');
    return kind === 'functions'
      ? { id, level: 'fail', text: `Nobody can be found without ${names}`, mend: `${DEPLOY} (as ${owners})` }
      : { id, level: 'warn', text: `Look-up or search reads every row without ${names}`, mend: byOwner };
  });
}

function countFinding(rows: number, views: boolean): Finding {
  const id = 'master.count';
  if (rows > 0) return { id, level: 'ok', text: `About ${Math.round(rows).toLocaleString('en')} accounts` };
  if (rows === 0) return { id, level: 'warn', text: 'account is empty', mend: 'Fill it' };
  if (views) return { id, level: 'ok', text: 'How many accounts there are can’t be told of a view' };
  return { id, level: 'warn', text: 'account was never counted by the database', mend: 'ANALYZE account; ANALYZE contact' };
}
