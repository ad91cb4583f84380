import { endpoint } from '../../src/endpoint';
import { create } from '../../src/customers/create';

export const handler = endpoint('customers/create', create);
