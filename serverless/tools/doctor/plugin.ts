import { VERSION } from '@interaction-history/shared/src/version';
import type { DeployPlan } from '../deploy/plan';
import { PLUGIN } from '../deploy/plugin';
import { FlexPluginsApi } from '../deploy/plugins-api';
import type { Check } from './doctor';

/** Which version the agents' desks load. */
export function pluginCheck(plan: DeployPlan, command: (only: string) => string): Check {
  return {
    name: 'plugin',
    title: 'Plugin',
    where: PLUGIN,
    isConfigured: plan.accountSid !== '',
    look: async () => {
      const released = await new FlexPluginsApi(plan, PLUGIN).released();
      const id = 'plugin.released';
      if (released === VERSION) return [{ id, level: 'ok', text: `${VERSION} is released` }];
      return released === null
        ? [{ id, level: 'fail', text: 'No version is released: agents see no tab', mend: command('plugin') }]
        : [{ id, level: 'warn', text: `${released} is released, this is ${VERSION}`, mend: command('plugin') }];
    },
  };
}
