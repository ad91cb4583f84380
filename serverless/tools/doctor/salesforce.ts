import { existsSync, readFileSync } from 'node:fs';
import { readConfig } from '../../src/config/config';
import { deadlineIn } from '../../src/runtime/deadline';
import { SalesforceClient } from '../../src/vendors/salesforce/client';
import { diagnose } from '../../src/vendors/salesforce/diagnose';
import type { DeployPlan } from '../deploy/plan';
import { certificateFile } from '../deploy/salesforce-certificate';
import { LOOK_MS, sourceCheck, type Check } from './doctor';

/**
 * The org, and the look-up tried on its own contacts.
 * @param deploy the command that brings what is missing
 */
export function salesforceCheck({ env, environment }: DeployPlan, deploy: string): Check {
  return sourceCheck('salesforce', 'Salesforce', env.SF_LOGIN_URL, async () => {
    const { salesforce, defaultRegion } = readConfig(env);
    if (salesforce === null) return [];
    const certificate = certificateFile(environment);
    return diagnose({
      client: new SalesforceClient(salesforce),
      config: { salesforce, defaultRegion },
      deadline: deadlineIn(LOOK_MS),
      deploy,
      certificatePem: existsSync(certificate) ? readFileSync(certificate, 'utf8') : null,
      recall: true,
    });
  });
}
