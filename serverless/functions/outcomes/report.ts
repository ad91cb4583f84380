import { handle } from '../../src/handle';
import { report } from '../../src/outcomes/report';

export const handler = handle('outcomes/report', report);
