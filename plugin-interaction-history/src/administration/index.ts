import { Administration } from './Administration';
import { offerModules } from './shell/late-pages';
import { ADMINISTRATION_CONTRACT, ADMINISTRATION_GLOBAL, type AdministrationBundle } from './contract';

/** The second bundle's entry: registers itself, and the plugin's view draws it. */
offerModules();
const bundle: AdministrationBundle = { contract: ADMINISTRATION_CONTRACT, Administration };
Object.assign(window, { [ADMINISTRATION_GLOBAL]: bundle });
