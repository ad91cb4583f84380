import { handle } from '../../src/handle';
import { revisions } from '../../src/settings/settings';

export const handler = handle('settings/revisions', revisions);
