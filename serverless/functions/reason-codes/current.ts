import { handle } from '../../src/handle';
import { current } from '../../src/reason-codes/current';

export const handler = handle('reason-codes/current', current);
