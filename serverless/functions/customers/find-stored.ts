import { handle } from '../../src/handle';
import { findStored } from '../../src/customers/lookup/find-stored';

export const handler = handle('customers/find-stored', findStored);
