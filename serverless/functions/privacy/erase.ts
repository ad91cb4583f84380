import { handle } from '../../src/handle';
import { erase } from '../../src/privacy/erase';

export const handler = handle('privacy/erase', erase);
