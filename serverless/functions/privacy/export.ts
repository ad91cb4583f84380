import { handle } from '../../src/handle';
import { exportPerson } from '../../src/privacy/export';

export const handler = handle('privacy/export', exportPerson);
