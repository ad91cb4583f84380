import { saveDraft } from '../../src/drafts/save';
import { handle } from '../../src/handle';

export const handler = handle('drafts/save', saveDraft);
