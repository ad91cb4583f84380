import { endpoint } from '../../src/runtime/endpoint';
import { current } from '../../src/reason-codes/current';

export const handler = endpoint('reason-codes/current', current);
