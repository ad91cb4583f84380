import { handle } from '../../src/handle';
import { servicesOfCustomer } from '../../src/services/of-customer';

export const handler = handle('services/of-customer', servicesOfCustomer);
