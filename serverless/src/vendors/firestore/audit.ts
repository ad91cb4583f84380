import { FieldValue, type DocumentReference, type Firestore, type WithFieldValue } from 'firebase-admin/firestore';
import type { BaseContext } from '../../runtime/context';
import { collections } from './collections';
import type { AuditDocument, AuditRow } from './documents';

type WhoActs = Pick<BaseContext, 'worker' | 'correlationId'>;

/** A new row's place and content, to go into the same commit as what it reports (PR-2). */
export function auditRow(
  store: Firestore,
  { worker, correlationId }: WhoActs,
  row: AuditRow,
): [DocumentReference<AuditDocument>, WithFieldValue<AuditDocument>] {
  const content = { ...row, workerSid: worker.sid, roles: worker.roles, correlationId, at: FieldValue.serverTimestamp() };
  return [collections.audit(store).doc(), content];
}

/** Writes a row by itself, for what changes nothing in this store. */
export async function audit(store: Firestore, ctx: WhoActs, row: AuditRow): Promise<void> {
  const [ref, content] = auditRow(store, ctx, row);
  await ref.create(content);
}
