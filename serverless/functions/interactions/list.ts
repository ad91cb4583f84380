import { endpoint } from '../../src/endpoint';
import { list } from '../../src/interactions/list';

export const handler = endpoint('interactions/list', list);
