import { endpoint } from '../../src/runtime/endpoint';
import { publish } from '../../src/reason-codes/publish';

export const handler = endpoint('reason-codes/publish', publish);
