import type { CustomerDocument } from '../../vendors/firestore/documents';

/** A customer that only an address has made: no record and no agent has claimed it yet. A pointer to another customer is none. */
export const isUnidentified = ({ name, accountNumber, salesforce, mergedInto }: CustomerDocument): boolean =>
  name === null && accountNumber === null && salesforce === null && mergedInto === undefined;
