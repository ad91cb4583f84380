import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import { MASTER_COLUMNS, oneAnAccount, toMatch, type MasterRow } from './match';
import type { MasterPool } from './pool';

const MAX_MATCHES = 20;

const BY_EMAIL = `
WITH hit AS (
  SELECT account_number, NULL AS contact_id FROM account WHERE lower(email) = $1
  UNION
  SELECT account_number, contact_id FROM contact WHERE lower(email) = $1
  LIMIT 200
)
SELECT ${MASTER_COLUMNS}
  FROM hit
  JOIN account a USING (account_number)
  LEFT JOIN contact c ON c.contact_id = coalesce(hit.contact_id, a.primary_contact_id)`;

/**
 * The master's customers with this e-mail address, in upper or lower case: one query.
 * @throws UpstreamError
 */
export async function findByEmail(
  pool: MasterPool,
  email: string,
  deadline: Deadline,
): Promise<{ matches: Match[]; total: number }> {
  const rows = await pool.query<MasterRow>(BY_EMAIL, [email.toLowerCase()], deadline);
  const all = oneAnAccount(rows.map((row) => toMatch(row, null)));
  return { matches: all.slice(0, MAX_MATCHES), total: all.length };
}
