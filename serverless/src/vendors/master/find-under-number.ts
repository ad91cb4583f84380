import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import { MASTER_COLUMNS, toMatch, type MasterRow } from './match';
import type { MasterPool } from './pool';

const UNDER_NUMBER = `
SELECT ${MASTER_COLUMNS}
  FROM account a LEFT JOIN contact c ON c.contact_id = a.primary_contact_id
 WHERE interaction_history_code(a.account_number) = $1 LIMIT 20`;

/**
 * The customers under a customer number, however it is punctuated: one query.
 * @param number letters and digits alone, see `code`
 * @throws UpstreamError
 */
export async function findUnderNumber(pool: MasterPool, number: string, deadline: Deadline): Promise<Match[]> {
  const rows = await pool.query<MasterRow>(UNDER_NUMBER, [number], deadline);
  return rows.map((row) => toMatch(row, null));
}
