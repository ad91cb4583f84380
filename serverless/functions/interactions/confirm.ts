import { handle } from '../../src/handle';
import { confirm } from '../../src/interactions/confirm';

export const handler = handle('interactions/confirm', confirm);
