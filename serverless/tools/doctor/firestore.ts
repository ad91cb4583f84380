import { readConfig } from '../../src/config/config';
import { DATA_VERSION, readDataVersion } from '../../src/migrations/data-version';
import { deadlineIn } from '../../src/runtime/deadline';
import type { Finding } from '../../src/runtime/diagnosis';
import { clientsOf } from '../../src/vendors/clients';
import { diagnose } from '../../src/vendors/firestore/diagnose';
import type { DeployPlan } from '../deploy/plan';
import { describeFirestore, firestorePlan } from '../deploy/firestore';
import { LOOK_MS, type Check } from './doctor';
import { rulesFinding } from './firestore-rules';

/** The store, written to and read; who else may; what expires by itself; and of which version what it holds is. */
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
      const [{ version }, rules, policies] = await Promise.all([
        readDataVersion(await clients.firestore()),
        rulesFinding(firestorePlan(plan.env)),
        policiesFinding(plan, command),
      ]);
      return [...findings, rules, policies, dataFinding(version, command)];
    },
  };
}

/** Whether what holds people's data has its age limit, and long texts aren't indexed; the indexes themselves are tried one by one. */
async function policiesFinding(plan: DeployPlan, command: (only: string) => string): Promise<Finding> {
  const id = 'firestore.policies';
  try {
    const missing = (await describeFirestore(firestorePlan(plan.env))).filter((line) => !line.startsWith('index '));
    if (missing.length === 0) return { id, level: 'ok', text: 'Everything that is kept for a time only expires by itself' };
    return { id, level: 'fail', text: `Firestore lacks: ${missing.join('; ')}`, mend: command('firestore') };
  } catch (error) {
    const text = `Whether documents expire by themselves can’t be seen: ${error instanceof Error ? error.message : String(error)}`;
    return { id, level: 'warn', text };
  }
}

export function dataFinding(version: number, command: (only: string) => string): Finding {
  const id = 'firestore.data';
  const text = `Stored data is of version ${version}, these Functions know ${DATA_VERSION}`;
  if (version === DATA_VERSION) return { id, level: 'ok', text: `Stored data is of version ${version}` };
  return version < DATA_VERSION
    ? { id, level: 'warn', text, mend: command('data') }
    : { id, level: 'fail', text, mend: 'Deploy the later version of the product again: until then nothing is recorded' };
}
