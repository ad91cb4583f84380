import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { MADE_BY } from '../../src/vendors/master/made-by';

const FOLDER = path.resolve(__dirname, '../../master');
/** What an index's comment begins with: of which functions and statement it was made. */
const STAMP = 'interaction-history ';
const STALE = `${STAMP}to be rebuilt`;

/** What is to be done, and the words for it. */
interface Step {
  text: string;
  /** Each by itself: CONCURRENTLY takes no transaction. */
  statements: string[];
}
interface Inspected {
  steps: Step[];
  /** What can't be done from here. */
  notices: string[];
}

/** What the master lacks of our SQL files, as steps that make it; changes nothing. @throws Error in words */
export async function inspectMaster(client: Client): Promise<Inspected> {
  const kinds = await tables(client);
  const found: Inspected = { steps: [], notices: [] };
  for (const file of Object.keys(MADE_BY)) {
    const { functions, indexes } = parse(readFileSync(path.join(FOLDER, file), 'utf8'));
    const changed =
      functions === '' ? false : await wouldChange(client, functions, MADE_BY[file as keyof typeof MADE_BY].functions);
    const present = await presentIndexes(client, indexes);
    if (changed) {
      // in one transaction, so that an end in the middle leaves no index that looks as if it was made by the new functions
      const stale = [...present.keys()].map((name) => `COMMENT ON INDEX ${name} IS '${STALE}';`).join('');
      found.steps.push({ text: `functions of ${file}`, statements: [`BEGIN; ${functions} ${stale} COMMIT`] });
    }
    for (const index of indexes) {
      if (!['r', 'm'].includes(kinds.get(index.table) ?? '')) continue;
      found.steps.push(...stepsOf(index, stampOf(functions + index.statement), changed ? STALE : undefined, present));
    }
  }
  for (const [table, kind] of kinds) if (!['r', 'm'].includes(kind)) found.notices.push(await hint(client, table, kind));
  return found;
}

interface Index {
  name: string;
  table: string;
  statement: string;
}
interface PresentIndex {
  valid: boolean;
  comment: string | null;
}

/** The two parts of a SQL file of ours: what may run in a transaction, and the indexes. */
function parse(sql: string): { functions: string; indexes: Index[] } {
  const pattern = /^CREATE INDEX IF NOT EXISTS (\w+) ON (\w+)[^;]*;/gm;
  const indexes = [...sql.matchAll(pattern)].map(([statement, name = '', table = '']) => ({ name, table, statement }));
  const functions = sql
    .replace(pattern, '')
    .replace(/^--.*\n/gm, '')
    .trim();
  return { functions, indexes };
}

const stampOf = (text: string): string => STAMP + createHash('sha256').update(text).digest('hex').slice(0, 16);

/** @param treatedAs what its comment will be once the functions are replaced */
function stepsOf(index: Index, stamp: string, treatedAs: string | undefined, present: Map<string, PresentIndex>): Step[] {
  const { name, statement } = index;
  const beside = `${name}_new`;
  const leftover = present.has(beside) ? [`DROP INDEX CONCURRENTLY ${beside}`] : [];
  const build = (as: string): string[] => [
    statement.replace(/^CREATE INDEX IF NOT EXISTS \w+/, `CREATE INDEX CONCURRENTLY ${as}`),
    `COMMENT ON INDEX ${as} IS '${stamp}'`,
  ];
  const there = present.get(name);
  if (there === undefined) return [{ text: `index ${name}`, statements: [...leftover, ...build(name)] }];
  if (!there.valid)
    return [
      {
        text: `index ${name}, which was half built`,
        statements: [...leftover, `DROP INDEX CONCURRENTLY ${name}`, ...build(name)],
      },
    ];
  const comment = treatedAs ?? there.comment;
  if (comment === stamp) return leftover.length === 0 ? [] : [{ text: `leftovers of index ${name}`, statements: leftover }];
  // made by hand, with the functions that are there: it is right, and is told so
  if (comment?.startsWith(STAMP) !== true)
    return [{ text: `note on index ${name}`, statements: [`COMMENT ON INDEX ${name} IS '${stamp}'`] }];
  const swap = [`DROP INDEX CONCURRENTLY ${name}`, `ALTER INDEX ${beside} RENAME TO ${name}`];
  return [{ text: `index ${name} rebuilt`, statements: [...leftover, ...build(beside), ...swap] }];
}

/** Tables, views … by name: r is a table, v a view, m a materialised view, p partitioned, f foreign. */
async function tables(client: Client): Promise<Map<string, string>> {
  const kinds = new Map<string, string>();
  for (const table of ['account', 'contact']) {
    const { rows } = await client.query<{ kind: string; owner: string; mine: boolean }>(
      `SELECT relkind AS kind, relowner::regrole::text AS owner, pg_has_role(relowner, 'USAGE') AS mine
         FROM pg_class WHERE oid = to_regclass($1)`,
      [table],
    );
    const [row] = rows;
    if (row === undefined)
      throw new Error(
        `The master has no ${table}: run serverless/master/schema.sql, or make a view of this name over your own table`,
      );
    if (!row.mine) throw new Error(`${table} belongs to ${row.owner}: set MASTER_OWNER_URL to that role’s`);
    kinds.set(table, row.kind);
  }
  return kinds;
}

/** Whether the functions of a file differ from those that are there: they are made, compared and taken back. */
async function wouldChange(client: Client, functions: string, names: readonly string[]): Promise<boolean> {
  const sources = async (): Promise<string> => {
    const { rows } = await client.query<{ source: string }>(
      `SELECT pg_get_functiondef(oid) AS source FROM pg_proc
        WHERE proname = ANY($1) AND pronamespace = current_schema()::regnamespace ORDER BY proname`,
      [names],
    );
    return rows.map(({ source }) => source).join('\n');
  };
  const before = await sources();
  await client.query('BEGIN');
  try {
    await client.query(functions);
    return before !== (await sources());
  } finally {
    await client.query('ROLLBACK');
  }
}

async function presentIndexes(client: Client, indexes: readonly Index[]): Promise<Map<string, PresentIndex>> {
  const { rows } = await client.query<PresentIndex & { name: string }>(
    `SELECT c.relname AS name, i.indisvalid AS valid, obj_description(c.oid, 'pg_class') AS comment
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid IN (to_regclass('account'), to_regclass('contact')) AND c.relname = ANY($1)`,
    [indexes.flatMap(({ name }) => [name, `${name}_new`])],
  );
  return new Map(rows.map(({ name, ...index }) => [name, index]));
}

async function hint(client: Client, table: string, kind: string): Promise<string> {
  if (kind !== 'v')
    return `${table} is ${kind === 'p' ? 'partitioned' : 'a foreign table'}: its indexes can’t be made from here. Run the CREATE INDEX statements of serverless/master on each part`;
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT d.refobjid::regclass::text AS name FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
        AND r.ev_class = to_regclass($1) AND d.refobjid <> r.ev_class ORDER BY 1`,
    [table],
  );
  const behind = rows.map(({ name }) => name).join(', ');
  return `${table} is a view, which can’t have indexes: run its CREATE INDEX statements of serverless/master on ${behind || 'the tables behind it'}, with their own names of the columns`;
}
