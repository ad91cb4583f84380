import { endpoint } from '../../src/runtime/endpoint';
import { stored } from '../../src/customers/lookup/find-stored';

export const handler = endpoint('customers/find-stored', stored);
