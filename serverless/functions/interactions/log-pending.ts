import { handle } from '../../src/handle';
import { logPending } from '../../src/interactions/log-pending';

export const handler = handle('interactions/log-pending', logPending);
