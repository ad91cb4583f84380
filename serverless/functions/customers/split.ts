import { handle } from '../../src/handle';
import { split } from '../../src/customers/merge/split';

export const handler = handle('customers/split', split);
