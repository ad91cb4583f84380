import type { Config, SalesforceConfig } from '../../config/config';
import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import type { Allowance, SalesforceClient } from './client';
import { flowFindings } from './diagnose-flow';
import { certificateFindings, loginFindings } from './diagnose-login';
import { orgFindings } from './diagnose-org';
import { recallFindings } from './diagnose-recall';
import { directoryOf } from './directory';
import { ping } from './health';

export interface SalesforceDiagnosis {
  client: SalesforceClient;
  config: Pick<Config, 'defaultRegion'> & { salesforce: SalesforceConfig };
  deadline: Deadline;
  /** The command that brings what is missing. */
  deploy?: string;
  /** Of the app, where this machine has it; PEM. */
  certificatePem?: string | null;
  /** As Salesforce has just told it: it isn't asked again. */
  allowance?: Allowance | null;
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
  const allowance = request.allowance ?? (await ping(client, deadline)).allowance;
  return [...login, ...certificate, ...org, ...flow, ...tried, ...(allowance === null ? [] : [allowanceFinding(allowance)])];
}

function allowanceFinding({ used, max }: Allowance): Finding {
  const id = 'salesforce.allowance';
  const left = max - used;
  const words = `${left.toLocaleString('en')} of ${max.toLocaleString('en')} API calls are left today`;
  if (left > max * LITTLE) return { id, level: 'ok', text: words };
  const mend = 'Setup › System Overview says who uses them; every look-up takes two';
  return { id, level: left <= 0 ? 'fail' : 'warn', text: words, mend };
}
