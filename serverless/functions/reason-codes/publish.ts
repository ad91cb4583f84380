import { handle } from '../../src/handle';
import { publish } from '../../src/reason-codes/publish';

export const handler = handle('reason-codes/publish', publish);
