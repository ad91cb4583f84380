import { SERVICES_CONTRACT, SERVICES_GLOBAL, type ServicesBundle } from '../bundle';
import { NewCustomer } from '../../new-customer/NewCustomer';
import { Monitored } from '../../monitored/Monitored';
import { MyContacts } from '../../my-contacts/MyContacts';
import { ServicesOpen } from './ServicesOpen';
import { SuggestedAction } from './SuggestedAction';

/** The third bundle's entry: registers itself, and the tab draws it when the section is opened. */
const bundle: ServicesBundle = { contract: SERVICES_CONTRACT, ServicesOpen, SuggestedAction, NewCustomer, MyContacts, Monitored };
Object.assign(window, { [SERVICES_GLOBAL]: bundle });
