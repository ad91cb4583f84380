import { endpoint } from '../../src/runtime/endpoint';
import { masterRecord } from '../../src/customers/lookup/master-record';

export const handler = endpoint('customers/master-record', masterRecord);
