import { endpoint } from '../../src/endpoint';
import { revisions } from '../../src/reason-codes/revisions';

export const handler = endpoint('reason-codes/revisions', revisions);
