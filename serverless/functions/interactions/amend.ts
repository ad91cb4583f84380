import { handle } from '../../src/handle';
import { amend } from '../../src/interactions/amend';

export const handler = handle('interactions/amend', amend);
