import { endpoint } from '../../src/runtime/endpoint';
import { list } from '../../src/interactions/list';

export const handler = endpoint('interactions/list', list);
