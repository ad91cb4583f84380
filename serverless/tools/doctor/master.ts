import { readConfig } from '../../src/config/config';
import { deadlineIn } from '../../src/runtime/deadline';
import { clientsOf } from '../../src/vendors/clients';
import { diagnose } from '../../src/vendors/master/diagnose';
import type { DeployPlan } from '../deploy/plan';
import { LOOK_MS, sourceCheck, type Check } from './doctor';

/** The customer master, as the Functions' own role sees it. */
export function masterCheck({ env }: DeployPlan): Check {
  return sourceCheck('master', 'Customer master', env.MASTER_DATABASE_URL, async () => {
    const pool = await clientsOf(readConfig(env)).master();
    if (pool === null) return [];
    try {
      return await diagnose(pool, deadlineIn(LOOK_MS));
    } finally {
      await pool.end();
    }
  });
}
