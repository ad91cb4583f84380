import { endpoint } from '../../src/endpoint';
import { logPending } from '../../src/interactions/log-pending';

export const handler = endpoint('interactions/log-pending', logPending);
