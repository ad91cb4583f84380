import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import { MASTER_COLUMNS, oneAnAccount, toMatch, type MasterRow } from './match';
import type { MasterPool } from './pool';

const MAX_MATCHES = 20;
/** Rows that share the last seven digits: more than this would be a defect of the index, not of the data. */
const MAX_ROWS = 200;

/** The function and its indexes come from `serverless/master/phone-index.sql`. Accounts without a contact are found by their own phones. */
export const BY_PHONE_KEY = `
WITH hit AS (
  SELECT account_number, NULL AS contact_id FROM account
   WHERE interaction_history_phone_keys(phone, mobile_phone, other_phone) @> ARRAY[$1::text]
  UNION
  SELECT account_number, contact_id FROM contact
   WHERE interaction_history_phone_keys(phone, mobile_phone, home_phone) @> ARRAY[$1::text]
  LIMIT ${MAX_ROWS}
)
SELECT ${MASTER_COLUMNS}
  FROM hit
  JOIN account a USING (account_number)
  LEFT JOIN contact c ON c.contact_id = coalesce(hit.contact_id, a.primary_contact_id)`;

/**
 * The master's customers whose phones hold the number in any notation (ID-4, ID-7): one query. Rows come by their last seven
 * digits, then the whole numbers are compared, so that no look-alike passes.
 * @param region ISO 3166 of national notations
 * @throws UpstreamError
 */
export async function findByPhone(
  pool: MasterPool,
  e164: string,
  region: string,
  deadline: Deadline,
): Promise<{ matches: Match[]; total: number }> {
  const rows = await pool.query<MasterRow>(BY_PHONE_KEY, [e164.slice(-7)], deadline);
  const phoneQuery = { e164, home: region };
  const all = oneAnAccount(
    rows.map((row) => toMatch(row, phoneQuery)).filter((match) => match.phones.some((phone) => phone.matched)),
  );
  return { matches: all.slice(0, MAX_MATCHES), total: all.length };
}
