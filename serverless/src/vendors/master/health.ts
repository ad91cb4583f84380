import type { Deadline } from '../../runtime/deadline';
import type { MasterPool } from './pool';

/** What the product's SQL files make, by file. A missing function stops look-ups; without its index each one reads every row. */
export const MADE_BY = {
  'phone-index.sql': {
    functions: ['interaction_history_phone_keys'],
    indexes: ['account_phone_keys', 'contact_phone_keys'],
  },
  'name-index.sql': {
    functions: ['interaction_history_fold', 'interaction_history_text_keys', 'interaction_history_code'],
    indexes: [
      'account_name_keys',
      'contact_name_keys',
      'account_email_keys',
      'contact_email_keys',
      'account_number_code',
      'account_billing_postal_code',
    ],
  },
} as const;

/** Indexes by name in any schema: the tables may lie behind views. One that CONCURRENTLY left half built is no use to a query. */
const PRESENT = `
SELECT proname AS name FROM pg_proc WHERE proname = ANY($1)
UNION
SELECT c.relname FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relname = ANY($1) AND i.indisvalid`;

/** A function or index that is not there, and the file of `serverless/master` that makes it. */
export interface Missing {
  name: string;
  file: string;
}

/**
 * Whether the master answers, and what of the product's SQL files it lacks (OP-4): one query.
 * @returns latency in milliseconds; `usable` false where a function is missing, without which nobody is found
 * @throws UpstreamError
 */
export async function ping(
  pool: MasterPool,
  deadline: Deadline,
): Promise<{ latencyMs: number; missing: Missing[]; usable: boolean }> {
  const started = performance.now();
  const files = Object.entries(MADE_BY);
  const wanted = files.flatMap(([file, { functions, indexes }]) => [...functions, ...indexes].map((name) => ({ name, file })));
  const rows = await pool.query<{ name: string }>(PRESENT, [wanted.map(({ name }) => name)], deadline);
  const present = new Set(rows.map(({ name }) => name));
  const missing = wanted.filter(({ name }) => !present.has(name));
  const functions = new Set<string>(files.flatMap(([, made]) => made.functions));
  return {
    latencyMs: performance.now() - started,
    missing,
    usable: !missing.some(({ name }) => functions.has(name)),
  };
}
