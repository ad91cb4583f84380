import type { DeployPlan } from '../deploy/plan';
import { configurationCheck, type Check } from './doctor';
import { eventsCheck } from './events';
import { firestoreCheck } from './firestore';
import { functionsCheck } from './functions';
import { machineCheck } from './machine';
import { masterCheck } from './master';
import { pluginCheck } from './plugin';
import { salesforceCheck } from './salesforce';
import { twilioCheck } from './twilio';

/**
 * Every system that an environment's file names. With a file that can't be deployed only what needs none of it is looked at.
 * @param file as it was named, for the command that mends something
 */
export function checksOf(plan: DeployPlan, file: string): Check[] {
  const command = (only: string): string => `npm run deploy -- --only ${only} --env-file ${file}`;
  const offline = [machineCheck(), configurationCheck(plan, file)];
  if (plan.problems.length > 0) return offline;
  return [
    ...offline,
    twilioCheck(plan, command),
    functionsCheck(plan, command),
    pluginCheck(plan, command),
    firestoreCheck(plan, command),
    salesforceCheck(plan, `npm run deploy:salesforce -- --env-file ${file}`),
    masterCheck(plan),
    eventsCheck(plan, file),
  ];
}
