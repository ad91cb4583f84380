import { handle } from '../../src/handle';
import { create } from '../../src/customers/create/create';

export const handler = handle('customers/create', create);
