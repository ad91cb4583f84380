import { existsSync, readFileSync } from 'node:fs';
import { readConfig } from '../../src/config/config';
import { deadlineIn } from '../../src/runtime/deadline';
import { SalesforceClient } from '../../src/vendors/salesforce/client';
import { diagnose } from '../../src/vendors/salesforce/diagnose';
import type { DeployPlan } from '../deploy/plan';
import { certificateFile } from '../deploy/salesforce-certificate';
import type { Check } from './doctor';

/** Within doctor's own patience. */
const LOOK_MS = 28_000;

/** The org, and the look-up tried on its own contacts. */
export function salesforceCheck(plan: DeployPlan, command: (only: string) => string): Check {
  const loginUrl = plan.variables.SF_LOGIN_URL;
  return {
    name: 'salesforce',
    title: 'Salesforce',
    where: loginUrl === undefined ? '' : new URL(loginUrl).host,
    isConfigured: loginUrl !== undefined,
    look: async () => {
      const account = { ACCOUNT_SID: plan.accountSid, AUTH_TOKEN: plan.authToken };
      const { salesforce, defaultRegion } = readConfig({ ...account, ...plan.variables, ...plan.secrets });
      if (salesforce === null) return [];
      const certificate = certificateFile(plan.environment);
      return diagnose({
        client: new SalesforceClient(salesforce),
        config: { salesforce, defaultRegion },
        deadline: deadlineIn(LOOK_MS),
        deploy: command('salesforce'),
        certificatePem: existsSync(certificate) ? readFileSync(certificate, 'utf8') : null,
        recall: true,
      });
    },
  };
}
