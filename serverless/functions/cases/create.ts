import { handle } from '../../src/handle';
import { createCase } from '../../src/cases/create';

export const handler = handle('cases/create', createCase);
