import { handle } from '../../src/handle';
import { auditLimits } from '../../src/audit/limits';

export const handler = handle('audit/limits', auditLimits);
