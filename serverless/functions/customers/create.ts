import { endpoint } from '../../src/runtime/endpoint';
import { create } from '../../src/customers/create/create';

export const handler = endpoint('customers/create', create);
