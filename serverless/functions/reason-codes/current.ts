import { endpoint } from '../../src/endpoint';
import { current } from '../../src/reason-codes/current';

export const handler = endpoint('reason-codes/current', current);
