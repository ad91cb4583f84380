import { endpoint } from '../../src/runtime/endpoint';
import { current } from '../../src/settings/settings';

export const handler = endpoint('settings/current', current);
