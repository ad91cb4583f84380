import { registerPage } from '../shell/register-page';
import { ChecksPage } from './ChecksPage';

registerPage('checks', ChecksPage);
