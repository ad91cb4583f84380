import { endpoint } from '../../src/runtime/endpoint';
import { record } from '../../src/interactions/record';

export const handler = endpoint('interactions/record', record);
