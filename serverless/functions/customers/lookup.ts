import { endpoint } from '../../src/endpoint';
import { lookup } from '../../src/customers/lookup';

export const handler = endpoint('customers/lookup', lookup);
