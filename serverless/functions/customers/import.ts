import { endpoint } from '../../src/endpoint';
import { importCustomer } from '../../src/customers/import';

export const handler = endpoint('customers/import', importCustomer);
