import { handle } from '../../src/handle';
import { hold } from '../../src/privacy/hold';

export const handler = handle('privacy/hold', hold);
