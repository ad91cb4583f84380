/** What is typed to confirm that a person is erased (PR-1): what names them most exactly, as the customer's record has it. */
export const confirmationOf = (customer: {
  customerId: string;
  accountNumber: string | null;
  email: string | null;
  phones: readonly string[];
}): string => customer.accountNumber ?? customer.email ?? customer.phones[0] ?? customer.customerId;
