import { endpoint } from '../../src/endpoint';
import { importCodes } from '../../src/reason-codes/import';

export const handler = endpoint('reason-codes/import', importCodes);
