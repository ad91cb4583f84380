import { endpoint } from '../../src/endpoint';
import { masterRecord } from '../../src/customers/master-record';

export const handler = endpoint('customers/master-record', masterRecord);
