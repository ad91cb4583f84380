import type { WorkerPath } from '@interaction-history/shared/src/contract/endpoints';
import type { Config } from '../config/config';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { UpstreamError, type AppError } from '../runtime/errors';
import type { Watch } from '../runtime/handle';
import { clientsOf } from '../vendors/clients';
import type { AuditRow } from '../vendors/firestore/documents';
import { keepRow } from './keep-row';
import { SHOWN, type Shown } from './shown';
import { hashedKey } from './subjects';

/** The audit trail of every worker's request (PR-2): whom its answer shows, or that it was refused. */
export const watch: Watch = {
  async answered(path, request, response, base, config) {
    const row = rowOf(path, request, response, config);
    if (row !== null) await keepRow(row, base, () => clientsOf(config).firestore());
  },
  async refused(path, failure, taskSid, base, config) {
    const row = refusalOf(path, failure, taskSid);
    if (row !== null) await keepRow(row, base, () => clientsOf(config).firestore());
  },
};

function rowOf<P extends WorkerPath>(
  path: P,
  request: RequestOf<P>,
  response: ResponseOf<P>,
  { auditKey }: Config,
): AuditRow | null {
  const shown: Shown<P> = SHOWN[path];
  if (typeof shown === 'string') return null;
  const showing = shown(response, request);
  if (showing === null) return null;
  const { customers = [], keys = [], ...row } = showing;
  const { taskSid = null } = request as { taskSid?: string };
  const hashes = keys.map((key) => hashedKey(key, auditKey));
  return { ...row, taskSid, subjects: [...customers.filter((id) => id !== undefined), ...hashes] };
}

/** Null for what is no refusal of ours: a source that is busy says the same to everybody. */
function refusalOf(path: WorkerPath, failure: AppError, taskSid: string | undefined): AuditRow | null {
  if (failure instanceof UpstreamError || (failure.code !== 'forbidden' && failure.code !== 'rate_limited')) return null;
  return { action: 'refused', taskSid: taskSid ?? null, endpoint: path, code: failure.code };
}
