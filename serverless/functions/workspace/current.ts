import { handle } from '../../src/handle';
import { current } from '../../src/workspace/current';

export const handler = handle('workspace/current', current);
