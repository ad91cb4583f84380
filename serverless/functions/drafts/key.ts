import { draftKey } from '../../src/drafts/key';
import { handle } from '../../src/handle';

export const handler = handle('drafts/key', draftKey);
