import { endpoint } from '../../src/runtime/endpoint';
import { lookup } from '../../src/customers/lookup/lookup';

export const handler = endpoint('customers/lookup', lookup);
