import { FieldValue, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import type { BaseContext } from '../../runtime/context';

/** PR-2: who did what, when, on which task. Holds ids alone, no personal data. */
export interface AuditRow {
  action:
    | 'customer.lookup'
    | 'customer.search'
    | 'customer.read'
    | 'customer.import'
    | 'customer.create'
    | 'customer.link'
    | 'customer.unlink'
    | 'customer.keep-address'
    | 'customer.merge'
    | 'case.create'
    | 'interaction.record'
    | 'interaction.amend'
    | 'reason-codes.publish'
    | 'settings.publish';
  taskSid: string | null;
  customerId?: string | null;
  interactionId?: string;
  /** Of `customer.merge`: the customer that became a pointer. */
  mergedId?: string;
  /**
   * Of `customer.import` and `case.create`, which change another system: `intended` before it is asked, in a second row what came of it. A first row
   * without a second: it failed, or nobody lived to tell.
   */
  outcome?: 'intended' | 'created' | 'found' | 'updated' | 'duplicates';
}

/** A new row's place and content, to go into the same commit as what it tells of. */
export function auditRow(
  store: Firestore,
  ctx: Pick<BaseContext, 'worker' | 'correlationId'>,
  row: AuditRow,
): [DocumentReference, Record<string, unknown>] {
  return [
    store.collection('audit').doc(),
    {
      ...row,
      workerSid: ctx.worker.sid,
      roles: ctx.worker.roles,
      correlationId: ctx.correlationId,
      at: FieldValue.serverTimestamp(),
    },
  ];
}

/** Writes a row by itself, for what changes nothing in this store. */
export async function audit(store: Firestore, ctx: Pick<BaseContext, 'worker' | 'correlationId'>, row: AuditRow): Promise<void> {
  const [ref, content] = auditRow(store, ctx, row);
  await ref.create(content);
}
