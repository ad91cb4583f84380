import { endpoint } from '../../src/endpoint';
import { stored } from '../../src/customers/stored';

export const handler = endpoint('customers/stored', stored);
