import { endpoint } from '../../src/runtime/endpoint';
import { importCodes } from '../../src/reason-codes/import';

export const handler = endpoint('reason-codes/import', importCodes);
