import { handle } from '../../src/handle';
import { joined } from '../../src/customers/merge/joined';

export const handler = handle('customers/joined', joined);
