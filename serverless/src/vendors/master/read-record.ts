import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import { MASTER_COLUMNS, toMatch, type MasterRow } from './match';
import type { MasterPool } from './pool';

const BY_NUMBER = `SELECT ${MASTER_COLUMNS} FROM account a LEFT JOIN contact c ON c.contact_id = a.primary_contact_id WHERE a.account_number = $1`;

/**
 * One account with its primary contact, as the master holds it now; null when there is no such account.
 * @throws UpstreamError
 */
export async function readRecord(pool: MasterPool, accountNumber: string, deadline: Deadline): Promise<Match | null> {
  const [row] = await pool.query<MasterRow>(BY_NUMBER, [accountNumber], deadline);
  return row === undefined ? null : toMatch(row, null);
}
