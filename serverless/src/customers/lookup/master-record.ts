import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import { budgetOf } from '../../runtime/deadline';
import type { Call, RequestOf, ResponseOf } from '../../runtime/endpoint';
import { AppError } from '../../runtime/errors';
import { audit } from '../../vendors/firestore/audit';
import { onFirestore } from '../../vendors/firestore/client';
import type { FullRecord } from '../../vendors/master/full-record';
import { sourceFailure } from './source-failure';
import { timings } from '../../runtime/timings';

/**
 * A record of the master in full, and the one Salesforce has under the same customer number (ID-9).
 * @throws AppError not_found; UpstreamError master
 */
export async function masterRecord(
  request: RequestOf<'customers/master-record'>,
  call: Call,
): Promise<ResponseOf<'customers/master-record'>> {
  const { record } = await readMasterRecord(request.accountNumber, call);
  const [salesforce] = await Promise.all([
    inSalesforce(record, call),
    onFirestore(call.budget, async () =>
      audit(await call.clients.firestore(), call, { action: 'customer.read', taskSid: request.taskSid ?? null }),
    ),
  ]);
  return { record, ...salesforce };
}

/** @throws AppError not_found; UpstreamError master */
export async function readMasterRecord(accountNumber: string, call: Call): Promise<FullRecord> {
  const opening = call.clients.master();
  if (opening === null) throw new AppError('not_found', 'No customer master is configured');
  const { readFullRecord } = await import('../../vendors/master/full-record');
  // A NUL is no text to Postgres, and in nobody's number
  const found = accountNumber.includes('\0') ? null : await readFullRecord(await opening, accountNumber, call.budget);
  if (found === null) throw new AppError('not_found', 'The master has no such record any more: search again');
  return found;
}

async function inSalesforce(
  record: MasterRecord,
  call: Call,
): Promise<Pick<ResponseOf<'customers/master-record'>, 'inSalesforce' | 'salesforce'>> {
  const opening = call.clients.salesforce();
  if (opening === null) return { inSalesforce: null, salesforce: 'skipped' };
  try {
    const { findByNumber } = await import('../../vendors/salesforce/find-by-number');
    const budget = budgetOf(timings.masterRecordSource, call.budget);
    return {
      inSalesforce: await findByNumber(await opening, record, call.config.salesforce?.phoneFields, budget),
      salesforce: 'ok',
    };
  } catch (error) {
    return { inSalesforce: null, salesforce: sourceFailure('salesforce', call, error).status };
  }
}
