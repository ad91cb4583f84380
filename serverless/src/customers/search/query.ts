import { toE164 } from '@interaction-history/shared/src/caller/phone';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { RequestOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { code, isTelling, plain, textRank, typedWords, type Words } from '@interaction-history/shared/src/customers/search-text';

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
}

/** Letters and digits below which a field would return half of all customers. */
const LEAST = { email: 3, accountNumber: 2, postalCode: 3 };

/** @throws AppError invalid_request naming each field that cannot be searched for */
export function customerQuery(request: RequestOf<'customers/search'>, region: string): CustomerQuery {
  const typed = <T>(text: string | undefined, read: (text: string) => T): T | null => (text ? read(text) : null);
  const query: CustomerQuery = {
    name: typed(request.name, typedWords),
    company: typed(request.company, typedWords),
    email: typed(request.email, (text) => plain(text).toLowerCase()),
    accountNumber: typed(request.accountNumber, code),
    postalCode: typed(request.postalCode, code),
    phone: typed(request.phone, (text) => toE164(plain(text), region)),
  };
  const wrong: Record<string, string> = {};
  for (const field of ['name', 'company'] as const) {
    if (query[field] !== null && !query[field].some(isTelling)) wrong[field] = 'needs two letters or more';
  }
  for (const field of ['email', 'accountNumber', 'postalCode'] as const) {
    if (query[field] !== null && code(query[field]).length < LEAST[field])
      wrong[field] = `needs ${LEAST[field]} letters or digits or more`;
  }
  if (request.phone && query.phone === null) wrong.phone = 'is no phone number: write it with its area code';
  if (Object.keys(wrong).length > 0)
    throw new AppError('invalid_request', 'Some fields cannot be searched for', { fields: wrong });
  return query;
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
