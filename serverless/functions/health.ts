import { handle } from '../src/handle';
import { health } from '../src/health/health';

export const handler = handle('health', health);
