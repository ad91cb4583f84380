import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { toE164 } from '@interaction-history/shared/src/caller/phone';
import type { AuditListResponse } from '@interaction-history/shared/src/contract/audit';
import type { Firestore } from 'firebase-admin/firestore';
import type { Config } from '../config/config';
import { recordKeys } from '../customers/identity/documents';
import { questions } from '../customers/lookup/stored-questions';
import { currentCustomer } from '../customers/merge/current-customer';
import { collections } from '../vendors/firestore/collections';
import { hashedKey } from './subjects';

/** A text leads to so many customers at most; more is no question about somebody. */
const MOST = 5;

/**
 * Whom a text means, as the audit trail names them: customers stored with us by id, those that were merged into them too, and the hashes of
 * every key that leads to them; and whoever else has the number or address that was typed.
 */
export async function peopleFor(
  store: Firestore,
  text: string,
  config: Pick<Config, 'defaultRegion' | 'auditKey'>,
): Promise<{ customers: AuditListResponse['customers']; subjects: string[] }> {
  const pages = await Promise.all(questions(store, text, config.defaultRegion).map((query) => query.limit(MOST).get()));
  const ids = [...new Set(pages.flatMap(({ docs }) => docs.map(({ id }) => id)))].slice(0, MOST);
  const found = (await Promise.all(ids.map((id) => currentCustomer(store, id)))).filter((customer) => customer !== null);
  const current = [...new Map(found.map((customer) => [customer.ref.id, customer])).values()];
  const about = await Promise.all(current.map(({ ref }) => keysOf(store, ref.id)));
  const typed = typedKeys(text, config.defaultRegion).map((key) => hashedKey(key, config.auditKey));
  const known = about.flatMap(({ customerIds, keys }) => [...customerIds, ...keys.map((key) => hashedKey(key, config.auditKey))]);
  return {
    customers: current.map(({ ref, document: { name, accountNumber } }) => ({ customerId: ref.id, name, accountNumber })),
    subjects: [...new Set([...known, ...typed])],
  };
}

async function keysOf(store: Firestore, customerId: string): Promise<{ customerIds: string[]; keys: string[] }> {
  const [merged, identities] = await Promise.all([
    collections.customers(store).where('mergedInto', '==', customerId).get(),
    collections.identities(store).where('customerId', '==', customerId).get(),
  ]);
  const customerIds = [customerId, ...merged.docs.map(({ id }) => id)];
  return { customerIds, keys: identities.docs.map(({ id }) => id) };
}

function typedKeys(text: string, region: string): string[] {
  if (text.includes('@')) return [identityKey({ kind: 'email', value: text.toLowerCase() })];
  const phone = toE164(text, region);
  return [...(phone === null ? [] : [identityKey({ kind: 'phone', value: phone })]), recordKeys.number(text)];
}
