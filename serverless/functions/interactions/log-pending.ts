import { endpoint } from '../../src/runtime/endpoint';
import { logPending } from '../../src/interactions/log-pending';

export const handler = endpoint('interactions/log-pending', logPending);
