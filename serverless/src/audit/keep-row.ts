import type { Firestore } from 'firebase-admin/firestore';
import type { BaseContext } from '../runtime/context';
import { logAudit } from '../runtime/log';
import { timings } from '../runtime/timings';
import { besideFirestore } from '../vendors/firestore/client';
import type { AuditRow } from '../vendors/firestore/documents';

/**
 * Keeps a row of what was read or refused. The answer waits for it only as long as a store that is well takes; without the store the
 * row is in the log, where each row is a line of its own kind anyway. Never throws: what was shown, was shown.
 */
export async function keepRow(row: AuditRow, base: BaseContext, open: () => Promise<Firestore>): Promise<void> {
  const stored = await besideFirestore(timings.auditPatience, async () => {
    const { audit } = await import('../vendors/firestore/audit');
    await audit(await open(), { ...base, rows: [] }, row);
    return true;
  });
  logAudit(row, base, stored === true);
}
