import type { Config, SalesforceConfig } from '../../config/config';
import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import type { SalesforceClient } from './client';
import { flowFindings } from './diagnose-flow';
import { certificateFindings, loginFindings } from './diagnose-login';
import { orgFindings } from './diagnose-org';
import { recallFindings } from './diagnose-recall';
import { directoryOf } from './directory';

export interface SalesforceDiagnosis {
  client: SalesforceClient;
  config: Pick<Config, 'defaultRegion'> & { salesforce: SalesforceConfig };
  deadline: Deadline;
  /** The command that brings what is missing. */
  deploy?: string;
  /** Of the app, where this machine has it; PEM. */
  certificatePem?: string | null;
  /** Tries the look-up on the org's own contacts: some 40 API calls. */
  recall?: boolean;
}

/** Of the daily allowance. */
const LITTLE = 0.2;

/**
 * What is wrong with an org (OP-2), in the order in which one needs the other. No secret, and nobody's data: names of fields, counts
 * and times.
 * @throws UpstreamError where Salesforce stops answering half-way
 */
export async function diagnose(request: SalesforceDiagnosis): Promise<Finding[]> {
  const { client, config, deadline, deploy = 'npm run deploy:salesforce', certificatePem = null, recall = false } = request;
  client.facts.tellNothing();
  const certificate = certificateFindings(config.salesforce, certificatePem);
  const login = await loginFindings(config.salesforce, () => client.instanceUrl(deadline));
  if (login.some(({ level }) => level === 'fail')) return [...login, ...certificate];
  const [org, flow] = await Promise.all([
    orgFindings(client, config.salesforce, deploy, deadline),
    flowFindings(client, deploy, deadline),
  ]);
  const tried = recall ? await recallFindings(directoryOf(client, config, deadline)) : [];
  return [...login, ...certificate, ...org, ...flow, ...tried, ...(await allowance(client, deadline))];
}

async function allowance(client: SalesforceClient, deadline: Deadline): Promise<Finding[]> {
  const id = 'salesforce.allowance';
  const limits = await client.read<{ DailyApiRequests?: { Max: number; Remaining: number } }>(
    'GET',
    '/limits',
    undefined,
    deadline,
  );
  if (limits.DailyApiRequests === undefined) return [];
  const { Max: max, Remaining: left } = limits.DailyApiRequests;
  const words = `${left.toLocaleString('en')} of ${max.toLocaleString('en')} API calls are left today`;
  if (left > max * LITTLE) return [{ id, level: 'ok', text: words }];
  const mend = 'Setup › System Overview says who uses them; every look-up takes two';
  return [{ id, level: left === 0 ? 'fail' : 'warn', text: words, mend }];
}
