import { endpoint } from '../src/runtime/endpoint';
import { health } from '../src/health/health';

export const handler = endpoint('health', health);
