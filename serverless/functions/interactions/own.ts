import { handle } from '../../src/handle';
import { ownInteractions } from '../../src/interactions/own';

export const handler = handle('interactions/own', ownInteractions);
