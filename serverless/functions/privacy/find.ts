import { handle } from '../../src/handle';
import { findPerson } from '../../src/privacy/find';

export const handler = handle('privacy/find', findPerson);
