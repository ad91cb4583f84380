import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import type { CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import { indexKeys, typedWords, type Words } from '@interaction-history/shared/src/customers/search-text';
import { MASTER_COLUMNS, toMatch, type MasterRow } from './match';
import type { MasterPool } from './pool';

/** Accounts looked at before ranking; who types half a common name gets the best of these and refines. */
const MAX_ACCOUNTS = 1_000;
/** Of these from each way that a single field can be met, so that a common name is not read to its last bearer. */
const MAX_OF_BRANCH = 250;
/** With their contacts: the primary one, and each that meets a field itself. */
const MAX_ROWS = 2_000;

/** One field's condition: on the account, and on a contact where a contact can meet it. */
interface Condition {
  account: string;
  contact: string | null;
  /** The same for whole words alone: whose name is exactly this is among the results, however many names begin so. */
  exact?: Condition;
}

/**
 * Every card that may meet the query: one query, each field by an index of `master/name-index.sql` or `phone-index.sql`. The
 * keys find a little too much; the caller drops what does not meet the query (`rankOf`).
 * @param region ISO 3166 of national notations
 * @throws UpstreamError
 */
export async function searchCustomers(
  pool: MasterPool,
  query: CustomerQuery,
  region: string,
  deadline: Deadline,
): Promise<Match[]> {
  const values: unknown[] = [];
  const conditions = conditionsOf(query, (value) => `$${values.push(value)}`);
  const rows = await pool.query<MasterRow>(sqlFor(conditions), values, deadline);
  const phoneQuery = query.phone === null ? null : { e164: query.phone, home: region };
  return rows.map((row) => toMatch(row, phoneQuery));
}

/** @param param takes a value and gives its placeholder */
function conditionsOf(query: CustomerQuery, param: (value: unknown) => string): Condition[] {
  const conditions: Condition[] = [];
  const keys = (words: readonly string[]): string => `${param(words.flatMap(indexKeys))}::text[]`;
  const wholeWords = (words: readonly string[]): string => `${param(words.map((word) => `=${word}`))}::text[]`;
  const starts = (field: string, code: string): string => `interaction_history_code(${field}) LIKE ${param(`${code}%`)}`;
  if (query.accountNumber !== null) conditions.push({ account: starts('account_number', query.accountNumber), contact: null });
  if (query.phone !== null) {
    const tail = `ARRAY[${param(query.phone.slice(-7))}::text]`;
    conditions.push({
      account: `interaction_history_phone_keys(phone, mobile_phone, other_phone) @> ${tail}`,
      contact: `interaction_history_phone_keys(phone, mobile_phone, home_phone) @> ${tail}`,
    });
  }
  if (query.email !== null) {
    const wanted = keys(typedWords(query.email));
    const holds = `interaction_history_text_keys(email) @> ${wanted}`;
    conditions.push({ account: holds, contact: holds });
  }
  // Among several fields whole words add nothing: every account that meets them all is read
  const { name, company, email, accountNumber, postalCode, phone } = query;
  const alone = [name, company, email, accountNumber, postalCode, phone].filter((field) => field !== null).length === 1;
  const named = (words: readonly string[], holds: (wanted: string) => Condition): Condition =>
    alone
      ? { ...anyOf(cutsOf(words).map(keys).map(holds)), exact: holds(wholeWords(words)) }
      : anyOf(cutsOf(words).map(keys).map(holds));
  if (query.name !== null) {
    const holds = (wanted: string): Condition => ({
      account: `interaction_history_text_keys(name) @> ${wanted}`,
      contact: `interaction_history_text_keys(first_name, last_name, full_name) @> ${wanted}`,
    });
    conditions.push(named(query.name, holds));
  }
  if (query.company !== null) {
    conditions.push(
      named(query.company, (wanted) => ({ account: `interaction_history_text_keys(name) @> ${wanted}`, contact: null })),
    );
  }
  if (query.postalCode !== null) conditions.push({ account: starts('billing_postal_code', query.postalCode), contact: null });
  return conditions;
}

/** 林太郎 typed as one word may be stored as two, in two fields even: each place it may be cut, and the whole. */
function cutsOf(words: Words): Words[] {
  const [word = ''] = words;
  const signs = [...word];
  if (words.length !== 1 || signs.length > 8 || !/^[\u2E80-\u9FFF\uAC00-\uD7AF\uFF66-\uFF9F]{2,}$/.test(word)) return [words];
  return [words, ...signs.slice(1).map((_, at) => [signs.slice(0, at + 1).join(''), signs.slice(at + 1).join('')])];
}

const anyOf = (conditions: readonly Condition[]): Condition => {
  const contacts = conditions.flatMap(({ contact }) => contact ?? []);
  return {
    account: `(${conditions.map(({ account }) => account).join(' OR ')})`,
    contact: contacts.length === 0 ? null : `(${contacts.join(' OR ')})`,
  };
};

/** Made of the fixed texts above alone: every value is a parameter. */
function sqlFor(conditions: readonly Condition[]): string {
  const limit = conditions.length === 1 ? ` LIMIT ${MAX_OF_BRANCH}` : '';
  const meets = conditions.map((condition) => {
    const ways = condition.exact === undefined ? [condition] : [condition.exact, condition];
    const branches = ways.flatMap(({ account, contact }) => [
      `(SELECT account_number FROM account WHERE ${account}${limit})`,
      ...(contact === null ? [] : [`(SELECT account_number FROM contact WHERE ${contact}${limit})`]),
    ]);
    return `account_number IN (${branches.join(' UNION ALL ')})`;
  });
  const own = conditions.flatMap(({ contact }) => (contact === null ? [] : [contact]));
  return `
WITH hit AS (SELECT account_number, primary_contact_id FROM account WHERE ${meets.join(' AND ')} LIMIT ${MAX_ACCOUNTS}),
met AS (SELECT contact_id FROM contact WHERE account_number IN (SELECT account_number FROM hit) AND (${['false', ...own].join(' OR ')}))
SELECT ${MASTER_COLUMNS}
  FROM hit
  JOIN account a USING (account_number)
  LEFT JOIN contact c ON c.account_number = a.account_number
   AND (c.contact_id = hit.primary_contact_id OR c.contact_id IN (SELECT contact_id FROM met))
 LIMIT ${MAX_ROWS}`;
}
