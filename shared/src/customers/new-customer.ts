/** A new customer's fields, checked and normalised; empty ones are null. */
export interface NewCustomer {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  /** E.164. */
  phone: string | null;
  /** In lower case. */
  email: string | null;
  accountNumber: string | null;
}

/** Han, kana and Hangul: names in these are written with the family name first. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々・\s]+$/u;

/** The name people read, as its own script orders it; the company's where no person is named. */
export function nameOf({ firstName, lastName, company }: NewCustomer): string | null {
  const names = [firstName, lastName].filter((name) => name !== null);
  if (names.every((name) => FAMILY_FIRST.test(name))) names.reverse();
  return names.join(' ') || company;
}
