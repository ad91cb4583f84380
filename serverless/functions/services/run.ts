import { handle } from '../../src/handle';
import { runAction } from '../../src/services/run';

export const handler = handle('services/run', runAction);
