import { endpoint } from '../../src/endpoint';
import { current } from '../../src/settings/settings';

export const handler = endpoint('settings/current', current);
