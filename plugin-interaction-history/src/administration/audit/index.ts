import { registerPage } from '../shell/register-page';
import { AuditPage } from './AuditPage';

registerPage('audit', AuditPage);
