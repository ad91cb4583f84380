import { readConfig } from '../../src/config/config';
import { DATA_VERSION, readDataVersion } from '../../src/migrations/data-version';
import { deadlineIn } from '../../src/runtime/deadline';
import type { Finding } from '../../src/runtime/diagnosis';
import { clientsOf } from '../../src/vendors/clients';
import { diagnose } from '../../src/vendors/firestore/diagnose';
import type { DeployPlan } from '../deploy/plan';
import { LOOK_MS, type Check } from './doctor';

/** The store, written to and read; and of which version what it holds is. */
export function firestoreCheck(plan: DeployPlan, command: (only: string) => string): Check {
  const { projectId, serviceAccount } = readConfig(plan.env).firestore;
  const clients = clientsOf(readConfig(plan.env));
  return {
    name: 'firestore',
    title: 'Firestore',
    where: projectId ?? serviceAccount?.project_id ?? '',
    isConfigured: true,
    look: async () => {
      const findings = await diagnose(() => clients.firestore(), deadlineIn(LOOK_MS));
      if (findings.some(({ id, level }) => id === 'firestore.reach' && level === 'fail')) return findings;
      return [...findings, dataFinding((await readDataVersion(await clients.firestore())).version, command)];
    },
  };
}

export function dataFinding(version: number, command: (only: string) => string): Finding {
  const id = 'firestore.data';
  const text = `Stored data is of version ${version}, these Functions know ${DATA_VERSION}`;
  if (version === DATA_VERSION) return { id, level: 'ok', text: `Stored data is of version ${version}` };
  return version < DATA_VERSION
    ? { id, level: 'warn', text, mend: command('data') }
    : { id, level: 'fail', text, mend: 'Deploy the later version of the product again: until then nothing is recorded' };
}
