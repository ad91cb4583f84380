import { endpoint } from '../../src/runtime/endpoint';
import { merge } from '../../src/customers/merge/merge';

export const handler = endpoint('customers/merge', merge);
