import { handle } from '../../src/handle';
import { revisions } from '../../src/settings/revisions';

export const handler = handle('settings/revisions', revisions);
