import { handle } from '../../src/handle';
import { current } from '../../src/settings/settings';

export const handler = handle('settings/current', current);
