import { handle } from '../../src/handle';
import { products } from '../../src/services/products';

export const handler = handle('services/products', products);
