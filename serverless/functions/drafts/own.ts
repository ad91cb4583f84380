import { ownDrafts } from '../../src/drafts/own';
import { handle } from '../../src/handle';

export const handler = handle('drafts/own', ownDrafts);
