import { handle } from '../../src/handle';
import { publish } from '../../src/settings/publish';

export const handler = handle('settings/publish', publish);
