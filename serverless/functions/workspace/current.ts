import { endpoint } from '../../src/runtime/endpoint';
import { current } from '../../src/workspace/current';

export const handler = endpoint('workspace/current', current);
