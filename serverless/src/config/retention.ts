/** What is kept for so many months, by a setting (PR-5). */
export const EXPIRING = ['interactions', 'audit', 'drafts'] as const;
export type ExpiringKind = (typeof EXPIRING)[number];
export interface Retention {
  /** 0: for ever. */
  months: Readonly<Record<ExpiringKind, number>>;
  /** Ids and keyed hashes of whom a legal hold is on (PR-6). */
  held: ReadonlySet<string>;
}
export const FOR_EVER: Retention = { months: { interactions: 0, audit: 0, drafts: 0 }, held: new Set() };
export const isForEver = ({ months }: Retention): boolean => EXPIRING.every((kind) => months[kind] === 0);
