import type { Match } from '../contract/customers';
import { code, plain, textRank, type Words } from './search-text';

/** What is searched for; null: that field was left empty. Several must all be met. */
export interface CustomerQuery {
  name: Words | null;
  company: Words | null;
  /** In lower case, whole or a part. */
  email: string | null;
  /** Letters and digits alone, the beginning at least. */
  accountNumber: string | null;
  postalCode: string | null;
  /** E.164. */
  phone: string | null;
  /** The words of the name, else of the company, as they were typed: for a source that does not fold. */
  spelled?: readonly string[];
}

/** How far behind a card stands that has the typed name only as its company's. */
const IN_COMPANY = 4;

/** How well a card meets the whole query, 0 best; null when it does not meet every field. What a source returned too much goes here. */
export function rankOf(match: Match, query: CustomerQuery): number | null {
  const ranks: (number | null)[] = [];
  if (query.name) ranks.push(nameRank(match, query.name));
  // The account of a private customer bears the person's own name and shows no company
  if (query.company) ranks.push(textRank(match.company ?? match.name, query.company));
  if (query.email) ranks.push(emailRank(match.email, query.email));
  if (query.accountNumber) ranks.push(codeRank(match.accountNumber, query.accountNumber));
  if (query.postalCode) ranks.push(postalRank(match.address, query.postalCode));
  if (query.phone) ranks.push(match.phones.some((phone) => phone.matched) ? 0 : null);
  return ranks.reduce((sum, rank) => (sum === null || rank === null ? null : sum + rank), 0);
}

function nameRank(match: Match, typed: Words): number | null {
  const [own, company] = [textRank(match.name, typed), textRank(match.company, typed)];
  if (own !== null) return own;
  return company === null ? null : company + IN_COMPANY;
}

function emailRank(stored: string | null, typed: string): number | null {
  const email = stored === null ? null : plain(stored).toLowerCase();
  if (email === null || !email.includes(typed)) return null;
  return email === typed ? 0 : email.startsWith(typed) ? 1 : 2;
}

function codeRank(stored: string | null, typed: string): number | null {
  const present = code(stored ?? '');
  return present === typed ? 0 : present.startsWith(typed) ? 1 : null;
}

/** A card's address ends with region and postal code; any run of its last words may be the code, for codes have spaces. */
function postalRank(address: string | null, typed: string): number | null {
  const words = (address?.split(', ').at(-1) ?? '').split(/\s+/);
  const ranks = words.map((_, from) => codeRank(words.slice(from).join(' '), typed)).filter((rank) => rank !== null);
  return ranks.length === 0 ? null : Math.min(...ranks);
}
