import { endpoint } from '../../src/runtime/endpoint';
import { revisions } from '../../src/settings/settings';

export const handler = endpoint('settings/revisions', revisions);
