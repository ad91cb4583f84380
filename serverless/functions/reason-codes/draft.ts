import { endpoint } from '../../src/runtime/endpoint';
import { draft } from '../../src/reason-codes/draft';

export const handler = endpoint('reason-codes/draft', draft);
