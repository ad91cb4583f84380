import { SERVICES_CONTRACT, SERVICES_GLOBAL, type ServicesBundle } from '../bundle';
import { AmendInTab } from '../../history/AmendInTab';
import { NewCustomer } from '../../new-customer/NewCustomer';
import { Monitored } from '../../monitored/Monitored';
import { MyContacts } from '../../my-contacts/MyContacts';
import { ServicesOpen } from './ServicesOpen';
import { SuggestedAction } from './SuggestedAction';

/** The third bundle's entry: what most calls never open. It registers itself, and the tab draws each part when it is wanted. */
const bundle: ServicesBundle = {
  contract: SERVICES_CONTRACT,
  ServicesOpen,
  SuggestedAction,
  NewCustomer,
  AmendInTab,
  MyContacts,
  Monitored,
};
Object.assign(window, { [SERVICES_GLOBAL]: bundle });
