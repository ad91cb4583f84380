import type { RequestContext } from '../../context';
import { AppError } from '../../runtime/errors';
import type { FullRecord } from '../../vendors/master/full-record';

/** @throws AppError not_found; UpstreamError master */
export async function readMasterRecord(accountNumber: string, ctx: RequestContext): Promise<FullRecord> {
  const opening = ctx.clients.master();
  if (opening === null) throw new AppError('not_found', 'No customer master is configured');
  const { readFullRecord } = await import('../../vendors/master/full-record');
  // A NUL is no text to Postgres, and in nobody's number
  const found = accountNumber.includes('\0') ? null : await readFullRecord(await opening, accountNumber, ctx.deadline);
  if (found === null) throw new AppError('not_found', 'The master has no such record any more: search again');
  return found;
}
