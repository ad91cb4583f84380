import { endpoint } from '../../src/runtime/endpoint';
import { search } from '../../src/customers/search/search';

export const handler = endpoint('customers/search', search);
