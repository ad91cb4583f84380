import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { audit } from '../../vendors/firestore/audit';
import { onFirestore } from '../../vendors/firestore/client';
import { openDirectory } from '../../vendors/salesforce/directory';
import { assertAccepted } from '../../vendors/taskrouter/ownership';
import { readMasterRecord } from '../lookup/read-master-record';

/**
 * Brings a record of the master into Salesforce (ID-9); twice, or two agents at once, gives one Account and one Contact. When
 * the org's duplicate rules object, nothing is written and their records are the answer. Salesforce is another store: the audit row
 * comes before it is asked, and what came of it in a second one, the answer's own, so that no crash leaves an import without a trace (PR-2).
 * @throws AppError forbidden (not the agent's task), not_found, invalid_request (a value that Salesforce refuses); UpstreamError
 */
export async function importCustomer(
  request: RequestOf<'customers/import'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/import'>> {
  const opening = openDirectory(ctx);
  if (opening === null) throw new AppError('not_found', 'No Salesforce org is configured');
  const [full] = await Promise.all([readMasterRecord(request.accountNumber, ctx), assertAccepted(request.taskSid, ctx)]);
  const { importRecord } = await import('../../vendors/salesforce/import-record');
  const intended = { action: 'customer.import', taskSid: request.taskSid, outcome: 'intended' } as const;
  await onFirestore(ctx.deadline, async () => audit(await ctx.clients.firestore(), ctx, intended));
  return importRecord(await opening, full, { allowDuplicates: request.allowDuplicates });
}
