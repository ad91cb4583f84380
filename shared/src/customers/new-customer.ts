import type { NewCustomerField } from '../contract/customers';

/**
 * How long a new customer's fields may be (ID-10), in UTF-16 units as a browser's maxlength counts: what Salesforce takes at most
 * (object reference), so that a customer can be registered there.
 */
export const NEW_CUSTOMER_LENGTHS: Readonly<Record<NewCustomerField, number>> = {
  firstName: 40,
  lastName: 80,
  company: 255,
  phone: 40,
  email: 80,
  accountNumber: 40,
};
