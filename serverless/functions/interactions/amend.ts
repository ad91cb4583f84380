import { endpoint } from '../../src/endpoint';
import { amend } from '../../src/interactions/amend';

export const handler = endpoint('interactions/amend', amend);
