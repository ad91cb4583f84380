import { handle } from '../../src/handle';
import { masterRecord } from '../../src/customers/lookup/master-record';

export const handler = handle('customers/master-record', masterRecord);
