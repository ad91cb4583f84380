import { handle } from '../../src/handle';
import { linkCustomer } from '../../src/tasks/link-customer';

export const handler = handle('tasks/link-customer', linkCustomer);
