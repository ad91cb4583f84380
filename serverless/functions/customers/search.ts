import { handle } from '../../src/handle';
import { search } from '../../src/customers/search/search';

export const handler = handle('customers/search', search);
