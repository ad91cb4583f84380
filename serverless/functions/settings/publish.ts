import { handle } from '../../src/handle';
import { publish } from '../../src/settings/settings';

export const handler = handle('settings/publish', publish);
