import { handle } from '../../src/handle';
import { merge } from '../../src/customers/merge/merge';

export const handler = handle('customers/merge', merge);
