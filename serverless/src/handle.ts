import type { RequestContext } from './context';
import { handleWith } from './runtime/handle';
import { effectiveConfig } from './settings/effective-config';
import { clientsOf } from './vendors/clients';

/** Wires an endpoint of the contract to its handler: the runtime's pipeline joined with the vendors' clients and the settings. */
export const handle = handleWith<RequestContext>(async (base, config, writes) => {
  const clients = clientsOf(config);
  return {
    ...base,
    config: await effectiveConfig(config, clients, writes ? base.deadline : undefined),
    deployed: config,
    clients,
  };
});
