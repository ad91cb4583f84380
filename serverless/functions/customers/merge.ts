import { endpoint } from '../../src/endpoint';
import { merge } from '../../src/customers/merge';

export const handler = endpoint('customers/merge', merge);
