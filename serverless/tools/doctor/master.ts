import { readConfig } from '../../src/config/config';
import { deadlineIn } from '../../src/runtime/deadline';
import { clientsOf } from '../../src/vendors/clients';
import { diagnose } from '../../src/vendors/master/diagnose';
import type { DeployPlan } from '../deploy/plan';
import type { Check } from './doctor';

/** Within doctor's own patience. */
const LOOK_MS = 28_000;

/** The customer master, as the Functions' own role sees it. */
export function masterCheck(plan: DeployPlan): Check {
  const url = plan.env.MASTER_DATABASE_URL;
  return {
    name: 'master',
    title: 'Customer master',
    where: url === undefined ? '' : new URL(url).host,
    isConfigured: url !== undefined,
    look: async () => {
      const pool = await clientsOf(readConfig(plan.env)).master();
      if (pool === null) return [];
      try {
        return await diagnose(pool, deadlineIn(LOOK_MS));
      } finally {
        await pool.end();
      }
    },
  };
}
