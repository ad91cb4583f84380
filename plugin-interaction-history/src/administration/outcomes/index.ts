import { registerPage } from '../shell/register-page';
import { OutcomesPage } from './OutcomesPage';

registerPage('outcomes', OutcomesPage);
