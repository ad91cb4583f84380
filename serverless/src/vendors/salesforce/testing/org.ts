import { newKeyPair } from '@interaction-history/sandbox/src/environment';
import {
  startSalesforce,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '@interaction-history/sandbox/src/salesforce/stand-in';
import type { SalesforceConfig } from '../../../config/config';
import { deadlineIn } from '../../../runtime/deadline';
import { SalesforceClient } from '../client';
import { directoryOf, type SalesforceDirectory } from '../directory';

type ClientConfig = ConstructorParameters<typeof SalesforceClient>[0];

export interface TestOrg {
  org: SalesforceStandIn;
  client: SalesforceClient;
  /** What the client logs in with. */
  config: ClientConfig;
  /** Of the app. */
  certificatePem: string;
  /** A client with its own, empty session. */
  newClient(overrides?: Partial<ClientConfig>): SalesforceClient;
}

/** The stand-in and the product's client, which share nothing but a key pair and the loopback interface. */
export async function startOrg(options: Partial<SalesforceOptions> = {}): Promise<TestOrg> {
  const { privateKeyPem, certificatePem } = newKeyPair();
  const identity = { clientId: 'consumer-key', username: 'integration@example.com' };
  const org = await startSalesforce({ port: 0, host: '127.0.0.1', certificate: certificatePem, ...identity, ...options });
  const config = { loginUrl: org.origin, audience: 'https://login.salesforce.com', privateKeyPem, ...identity };
  const newClient: TestOrg['newClient'] = (overrides = {}) => new SalesforceClient({ ...config, ...overrides });
  return { org, config, certificatePem, client: newClient(), newClient };
}

/** A request's directory of the org: of an American deployment without custom phone fields, unless the test says otherwise. */
export function directoryIn(
  { client }: TestOrg,
  { region = 'US', phoneFields = { Contact: [], Account: [] }, ms = 5_000 }: TestDirectory = {},
): SalesforceDirectory {
  return directoryOf(client, { defaultRegion: region, salesforce: { phoneFields } }, deadlineIn(ms));
}
interface TestDirectory {
  region?: string;
  phoneFields?: SalesforceConfig['phoneFields'];
  ms?: number;
}
