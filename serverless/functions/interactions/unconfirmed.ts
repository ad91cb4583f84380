import { handle } from '../../src/handle';
import { unconfirmed } from '../../src/interactions/unconfirmed';

export const handler = handle('interactions/unconfirmed', unconfirmed);
