import { handle } from '../../src/handle';
import { lookup } from '../../src/customers/lookup/lookup';

export const handler = handle('customers/lookup', lookup);
