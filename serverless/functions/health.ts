import { endpoint } from '../src/endpoint';
import { health } from '../src/health/health';

export const handler = endpoint('health', health);
