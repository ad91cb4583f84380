import type { Firestore } from 'firebase-admin/firestore';
import type { BaseContext } from '../runtime/context';
import { deadlineIn } from '../runtime/deadline';
import { logAudit } from '../runtime/log';
import { timings } from '../runtime/timings';
import { onFirestore } from '../vendors/firestore/client';
import type { AuditRow } from '../vendors/firestore/documents';

/**
 * Keeps a row of what was read or refused. The answer waits for it only as long as a store that is well takes; without the store the
 * row is in the log, where each row is a line of its own kind anyway. Never throws: what was shown, was shown.
 */
export async function keepRow(row: AuditRow, base: BaseContext, open: () => Promise<Firestore>): Promise<void> {
  const stored = await withinPatience(
    onFirestore(deadlineIn(timings.auditRow), async () => {
      const { audit } = await import('../vendors/firestore/audit');
      await audit(await open(), { ...base, rows: [] }, row);
    }),
  );
  logAudit(row, base, stored);
}

/** Whether the work was done in time; what it does later changes nothing. */
async function withinPatience(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timings.auditPatience);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  const stored = await Promise.race([done, patience]);
  clearTimeout(timer);
  return stored;
}
