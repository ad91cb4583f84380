import { handle } from '../../src/handle';
import { restore } from '../../src/reason-codes/restore';

export const handler = handle('reason-codes/restore', restore);
