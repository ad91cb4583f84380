import { endpoint } from '../../src/runtime/endpoint';
import { linkCustomer } from '../../src/tasks/link-customer';

export const handler = endpoint('tasks/link-customer', linkCustomer);
