import { handle } from '../../src/handle';
import { importCustomer } from '../../src/customers/create/import';

export const handler = handle('customers/import', importCustomer);
