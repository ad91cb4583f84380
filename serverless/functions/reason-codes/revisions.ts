import { handle } from '../../src/handle';
import { revisions } from '../../src/reason-codes/revisions';

export const handler = handle('reason-codes/revisions', revisions);
