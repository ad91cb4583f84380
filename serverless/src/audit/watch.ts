import { ENDPOINTS, type WorkerPath } from '@interaction-history/shared/src/contract/endpoints';
import type { Config } from '../config/config';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { UpstreamError, type AppError } from '../runtime/errors';
import type { Admission, Watch } from '../runtime/handle';
import { clientsOf } from '../vendors/clients';
import type { AuditRow } from '../vendors/firestore/documents';
import { admitReading } from '../reading/admit';
import { isFirstRefusal } from '../reading/own-count';
import { keepRow } from './keep-row';
import { SHOWN, type Shown } from './shown';
import { hashedKey } from './subjects';

/** The audit trail of every worker's request (PR-2): whom its answer shows, or that it was refused. Reading is bounded on the way (TR-3). */
export const watch: Watch<RequestContext> = {
  admit(path, request, ctx) {
    const { taskSid } = request as { taskSid?: string };
    // what changes something has its own check of the task, and more to lose than time
    return isReading(path) ? admitReading(taskSid, ctx) : Promise.resolve({ taskSid: taskSid ?? null });
  },
  async answered(path, request, response, admission, base, config) {
    const row = rowOf(path, request, response, admission, config);
    if (row !== null) await keepRow(row, base, () => clientsOf(config).firestore());
  },
  async refused(path, failure, taskSid, base, config) {
    const row = refusalOf(path, failure, taskSid, base.worker.sid);
    if (row !== null) await keepRow(row, base, () => clientsOf(config).firestore());
  },
};

/** Whether it does nothing but show somebody. */
const isReading = (path: WorkerPath): boolean => typeof SHOWN[path] === 'function' && !('writes' in ENDPOINTS[path]);

function rowOf<P extends WorkerPath>(
  path: P,
  request: RequestOf<P>,
  response: ResponseOf<P>,
  admission: Admission,
  { auditKey }: Config,
): AuditRow | null {
  const shown: Shown<P> = SHOWN[path];
  if (typeof shown === 'string') return null;
  const showing = shown(response, request);
  if (showing === null) return null;
  const { customers = [], keys = [], ...row } = showing;
  const hashes = keys.map((key) => hashedKey(key, auditKey));
  return { ...row, ...admission, subjects: [...customers.filter((id) => id !== undefined), ...hashes] };
}

/**
 * Null for what is no refusal of ours: a source that is busy says the same to everybody. Asking for what isn't there counts as reading:
 * so would somebody who tries numbers. Who goes on after too much has one row a minute.
 */
function refusalOf(path: WorkerPath, failure: AppError, taskSid: string | undefined, workerSid: string): AuditRow | null {
  if (failure instanceof UpstreamError) return null;
  const { code } = failure;
  const row: AuditRow = { action: 'refused', taskSid: taskSid ?? null, endpoint: path, code };
  if (code === 'rate_limited') return isFirstRefusal(workerSid) ? row : null;
  if (code === 'not_found' && isReading(path)) return { ...row, budget: taskSid === undefined ? 'none' : 'task' };
  return code === 'forbidden' ? row : null;
}
