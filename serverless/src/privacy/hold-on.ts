import type { LegalHold } from '@interaction-history/shared/src/contract/privacy';
import type { ReadCustomer } from '../customers/merge/current-customer';

/** The legal hold on any of them (PR-6). */
export function holdOn(customers: readonly ReadCustomer[]): LegalHold | null {
  const hold = customers.map(({ document }) => document.hold).find((each) => each !== undefined);
  return hold === undefined ? null : { by: hold.by, note: hold.note, at: hold.at.toDate().toISOString() };
}
