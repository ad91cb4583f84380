import { handle } from '../../src/handle';
import { list } from '../../src/interactions/list';

export const handler = handle('interactions/list', list);
