import { FieldValue, Timestamp, type DocumentReference, type Firestore, type WithFieldValue } from 'firebase-admin/firestore';
import type { BaseContext } from '../../runtime/context';
import { collections } from './collections';
import { expiring } from './expiry';
import type { AuditDocument, AuditRow } from './documents';

/** Who acts, and where the request notes its rows. */
export type WhoActs = Pick<BaseContext, 'worker' | 'correlationId' | 'rows'>;

/** A new row's place and content, to go into the same commit as what it reports (PR-2). */
export function auditRow(
  store: Firestore,
  { worker, correlationId, rows }: WhoActs,
  row: AuditRow,
): [DocumentReference<AuditDocument>, WithFieldValue<AuditDocument>] {
  const named = [row.customerId, row.mergedId].filter((id) => typeof id === 'string');
  const complete = { ...row, subjects: [...new Set([...named, ...(row.subjects ?? [])])] };
  // an attempt that lost a race is made again, with the same row
  const same = JSON.stringify(complete);
  if (!rows.some((each) => JSON.stringify(each) === same)) rows.push(complete);
  const content = {
    ...complete,
    ...expiring('audit', { at: Timestamp.now(), subjects: complete.subjects }),
    workerSid: worker.sid,
    roles: worker.roles,
    correlationId,
    at: FieldValue.serverTimestamp(),
  };
  return [collections.audit(store).doc(), content];
}

/** Writes a row by itself, for what changes nothing in this store. */
export async function audit(store: Firestore, ctx: WhoActs, row: AuditRow): Promise<void> {
  const [ref, content] = auditRow(store, ctx, row);
  await ref.create(content);
}
