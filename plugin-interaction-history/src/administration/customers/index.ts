import { registerPage } from '../shell/register-page';
import { CustomersPage } from './CustomersPage';

registerPage('customers', CustomersPage);
