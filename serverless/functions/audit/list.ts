import { handle } from '../../src/handle';
import { auditList } from '../../src/audit/list';

export const handler = handle('audit/list', auditList);
