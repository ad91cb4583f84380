import { endpoint } from '../../src/runtime/endpoint';
import { amend } from '../../src/interactions/amend';

export const handler = endpoint('interactions/amend', amend);
