import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { openDirectory } from '../../vendors/salesforce/directory';
import { readMasterRecord } from './read-master-record';
import { sourceFailure } from './source-failure';
import { timings } from '../../runtime/timings';

/**
 * A record of the master in full, and the one Salesforce has under the same customer number (ID-9).
 * @throws AppError not_found; UpstreamError master
 */
export async function masterRecord(
  request: RequestOf<'customers/master-record'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/master-record'>> {
  const { record } = await readMasterRecord(request.accountNumber, ctx);
  return { record, ...(await inSalesforce(record, ctx)) };
}

async function inSalesforce(
  record: MasterRecord,
  ctx: RequestContext,
): Promise<Pick<ResponseOf<'customers/master-record'>, 'inSalesforce' | 'salesforce'>> {
  const opening = openDirectory(ctx, deadlineIn(timings.masterRecordSource, ctx.deadline));
  if (opening === null) return { inSalesforce: null, salesforce: 'skipped' };
  try {
    const { findByNumber } = await import('../../vendors/salesforce/find-by-number');
    return {
      inSalesforce: await findByNumber(await opening, record),
      salesforce: 'ok',
    };
  } catch (error) {
    return { inSalesforce: null, salesforce: sourceFailure('salesforce', ctx, error).status };
  }
}
