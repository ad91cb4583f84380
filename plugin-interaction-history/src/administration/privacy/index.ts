import { registerPage } from '../shell/register-page';
import { PrivacyPage } from './PrivacyPage';

registerPage('privacy', PrivacyPage);
