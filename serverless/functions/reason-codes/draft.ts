import { endpoint } from '../../src/endpoint';
import { draft } from '../../src/reason-codes/draft';

export const handler = endpoint('reason-codes/draft', draft);
