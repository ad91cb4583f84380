import { watch } from './audit/watch';
import type { RequestContext } from './context';
import { assertDataFits } from './migrations/data-version';
import { handleWith } from './runtime/handle';
import { effectiveConfig } from './settings/effective-config';
import { clientsOf } from './vendors/clients';
import { setRetention } from './vendors/firestore/retention';
import { setShare } from './vendors/salesforce/usage';

/** Wires an endpoint of the contract to its handler: the runtime's pipeline joined with the vendors' clients and the settings. */
export const handle = handleWith<RequestContext>(async (base, config, writes) => {
  const clients = clientsOf(config);
  const [effective] = await Promise.all([
    effectiveConfig(config, clients, writes ? base.deadline : undefined),
    // one document more, at the same time and once a process
    writes ? assertDataFits(() => clients.firestore(), config.firestore.projectId ?? '', base.deadline) : undefined,
  ]);
  setShare(effective.salesforceShare);
  setRetention(effective.retention);
  return {
    ...base,
    config: effective,
    deployed: config,
    clients,
  };
}, watch);
