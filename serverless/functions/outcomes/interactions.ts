import { handle } from '../../src/handle';
import { interactions } from '../../src/outcomes/interactions';

export const handler = handle('outcomes/interactions', interactions);
