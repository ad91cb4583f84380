import { handle } from '../../src/handle';
import { stored } from '../../src/customers/lookup/find-stored';

export const handler = handle('customers/find-stored', stored);
