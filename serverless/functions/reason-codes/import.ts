import { handle } from '../../src/handle';
import { importCodes } from '../../src/reason-codes/import';

export const handler = handle('reason-codes/import', importCodes);
