import { endpoint } from '../../src/endpoint';
import { record } from '../../src/interactions/record';

export const handler = endpoint('interactions/record', record);
