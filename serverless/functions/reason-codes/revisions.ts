import { endpoint } from '../../src/runtime/endpoint';
import { revisions } from '../../src/reason-codes/revisions';

export const handler = endpoint('reason-codes/revisions', revisions);
