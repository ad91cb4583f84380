import { endpoint } from '../../src/runtime/endpoint';
import { restore } from '../../src/reason-codes/publish';

export const handler = endpoint('reason-codes/restore', restore);
