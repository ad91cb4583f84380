import { handle } from '../../src/handle';
import { draft } from '../../src/reason-codes/draft';

export const handler = handle('reason-codes/draft', draft);
