import { draftsOfTask } from '../../src/drafts/of-task';
import { handle } from '../../src/handle';

export const handler = handle('drafts/of-task', draftsOfTask);
