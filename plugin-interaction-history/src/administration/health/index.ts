import { registerPage } from '../shell/register-page';
import { HealthPage } from './HealthPage';

registerPage('health', HealthPage);
