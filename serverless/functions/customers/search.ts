import { endpoint } from '../../src/endpoint';
import { search } from '../../src/customers/search';

export const handler = endpoint('customers/search', search);
