import { endpoint } from '../../src/runtime/endpoint';
import { publish } from '../../src/settings/settings';

export const handler = endpoint('settings/publish', publish);
