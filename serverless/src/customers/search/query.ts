import { toE164 } from '@interaction-history/shared/src/caller/phone';
import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import type { CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import type { RequestOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { code, isTelling, plain, spelledWords, typedWords } from '@interaction-history/shared/src/customers/search-text';

/** Letters and digits below which a field would return half of all customers. */
const LEAST = { email: 3, accountNumber: 2, postalCode: 3 };
const LEAST_LETTERS = 2;

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
    spelled: spelledWords(request.name || request.company || ''),
  };
  const wrong: Record<string, FieldProblem> = {};
  for (const field of ['name', 'company'] as const) {
    if (query[field] !== null && !query[field].some(isTelling)) wrong[field] = { code: 'too_few_letters', limit: LEAST_LETTERS };
  }
  for (const field of ['email', 'accountNumber', 'postalCode'] as const) {
    if (query[field] !== null && code(query[field]).length < LEAST[field])
      wrong[field] = { code: 'too_few_characters', limit: LEAST[field] };
  }
  if (request.phone && query.phone === null) wrong.phone = { code: 'not_a_phone' };
  if (Object.keys(wrong).length > 0)
    throw new AppError('invalid_request', 'Some fields cannot be searched for', { fields: wrong });
  return query;
}
