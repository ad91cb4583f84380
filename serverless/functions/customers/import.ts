import { endpoint } from '../../src/runtime/endpoint';
import { importCustomer } from '../../src/customers/create/import';

export const handler = endpoint('customers/import', importCustomer);
