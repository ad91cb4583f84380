import { handle } from '../../src/handle';
import { current } from '../../src/settings/current';

export const handler = handle('settings/current', current);
