import { toE164 } from '@interaction-history/shared/src/caller/phone';
import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { EMAIL, NEW_CUSTOMER_FIELDS, NEW_CUSTOMER_LENGTHS, type NewCustomerField } from '@interaction-history/shared/src/limits';
import type { RequestOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import type { NewCustomer } from '@interaction-history/shared/src/customers/new-customer';
import { plain } from '@interaction-history/shared/src/customers/search-text';

/**
 * @param required by configuration
 * @param region ISO 3166 of national notations
 * @throws AppError invalid_request with every invalid field and what is wrong with it
 */
export function newCustomer(
  request: RequestOf<'customers/create'>,
  required: readonly NewCustomerField[],
  region: string,
): NewCustomer {
  const text = Object.fromEntries(NEW_CUSTOMER_FIELDS.map((field) => [field, plain(request[field])])) as Record<
    NewCustomerField,
    string
  >;
  const phone = text.phone === '' ? null : toE164(text.phone, region);
  const wrong: Partial<Record<NewCustomerField, FieldProblem>> = {};
  if (text.phone !== '' && phone === null) wrong.phone = { code: 'not_a_phone' };
  if (text.email !== '' && !EMAIL.test(text.email)) wrong.email = { code: 'not_an_email' };
  for (const field of NEW_CUSTOMER_FIELDS) {
    const longest = NEW_CUSTOMER_LENGTHS[field];
    if (text[field].length > longest) wrong[field] = { code: 'too_long', limit: longest };
    if (text[field] === '' && required.includes(field)) wrong[field] = { code: 'required' };
  }
  const empty = NEW_CUSTOMER_FIELDS.every((field) => text[field] === '');
  if (empty && Object.keys(wrong).length === 0) wrong.lastName = { code: 'required' };
  if (Object.keys(wrong).length > 0) throw new AppError('invalid_request', 'Some fields need another look', { fields: wrong });
  const { firstName, lastName, company, accountNumber } = text;
  return {
    firstName: firstName || null,
    lastName: lastName || null,
    company: company || null,
    phone,
    email: text.email.toLowerCase() || null,
    accountNumber: accountNumber || null,
  };
}
