import { Timestamp } from 'firebase-admin/firestore';
import type { ExpiringKind, Retention } from '../../config/retention';
import type { AuditDocument, DraftDocument, InteractionDocument } from './documents';
import { retentionNow } from './retention';

/** What decides when a document of each kind expires. */
export interface Expiring {
  interactions: Pick<InteractionDocument, 'occurredAt' | 'customerId'>;
  audit: Pick<AuditDocument, 'at' | 'subjects'>;
  drafts: Pick<DraftDocument, 'savedAt' | 'about'>;
}

const since: { [K in ExpiringKind]: (document: Expiring[K]) => Timestamp } = {
  interactions: ({ occurredAt }) => occurredAt,
  audit: ({ at }) => at,
  drafts: ({ savedAt }) => savedAt,
};
const subjectsOf: { [K in ExpiringKind]: (document: Expiring[K]) => readonly (string | null)[] } = {
  interactions: ({ customerId }) => [customerId],
  audit: ({ subjects = [] }) => subjects,
  drafts: ({ about }) => [about.customerId],
};

/** When Firestore deletes a document; null: never, because nothing says so or because a legal hold is on whom it is about. */
export function expiryOf<K extends ExpiringKind>(
  kind: K,
  document: Expiring[K],
  { months, held }: Retention = retentionNow(),
): Timestamp | null {
  if (months[kind] === 0 || subjectsOf[kind](document).some((subject) => subject !== null && held.has(subject))) return null;
  return Timestamp.fromDate(monthsAfter(since[kind](document).toDate(), months[kind]));
}

/** For a new document: the field by which it expires, or nothing. */
export function expiring<K extends ExpiringKind>(kind: K, document: Expiring[K]): { expiresAt?: Timestamp } {
  const expiresAt = expiryOf(kind, document);
  return expiresAt === null ? {} : { expiresAt };
}

/** The same day so many months later, UTC, or the last day of a month that is too short for it. */
export function monthsAfter(at: Date, months: number): Date {
  const later = new Date(at);
  later.setUTCMonth(at.getUTCMonth() + months);
  if (later.getUTCDate() !== at.getUTCDate()) later.setUTCDate(0);
  return later;
}
