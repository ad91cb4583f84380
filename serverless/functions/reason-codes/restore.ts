import { handle } from '../../src/handle';
import { restore } from '../../src/reason-codes/publish';

export const handler = handle('reason-codes/restore', restore);
