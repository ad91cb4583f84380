import { handle } from '../../src/handle';
import { record } from '../../src/interactions/record';

export const handler = handle('interactions/record', record);
