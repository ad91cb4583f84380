import { SERVICES_CONTRACT, SERVICES_GLOBAL, type ServicesBundle } from '../bundle';
import { ServicesOpen } from './ServicesOpen';
import { SuggestedAction } from './SuggestedAction';

/** The third bundle's entry: registers itself, and the tab draws it when the section is opened, or when a reason suggests an action. */
const bundle: ServicesBundle = { contract: SERVICES_CONTRACT, ServicesOpen, SuggestedAction };
Object.assign(window, { [SERVICES_GLOBAL]: bundle });
