import type { Config } from './config/config';
import type { BaseContext } from './runtime/context';
import type { Clients } from './vendors/clients';

/** What a handler is given beside its request. */
export interface RequestContext extends BaseContext {
  /** What applies now: the environment with the published settings over it (AD-5). */
  config: Config;
  /** The environment alone. */
  deployed: Config;
  clients: Clients;
}
