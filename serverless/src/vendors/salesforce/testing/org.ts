import { generateKeyPairSync } from 'node:crypto';
import {
  startSalesforce,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '@interaction-history/sandbox/src/salesforce/stand-in';
import { SalesforceClient } from '../client';

export interface TestOrg {
  org: SalesforceStandIn;
  client: SalesforceClient;
  /** A client with its own, empty session. */
  newClient(overrides?: Partial<ConstructorParameters<typeof SalesforceClient>[0]>): SalesforceClient;
}

/** The stand-in and the product's client, which share nothing but a key pair and the loopback interface. */
export async function startOrg(options: Partial<SalesforceOptions> = {}): Promise<TestOrg> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const identity = { clientId: 'consumer-key', username: 'integration@example.com' };
  const org = await startSalesforce({ port: 0, host: '127.0.0.1', certificate: keys.publicKey, ...identity, ...options });
  const newClient: TestOrg['newClient'] = (overrides = {}) =>
    new SalesforceClient({ loginUrl: org.origin, privateKeyPem: keys.privateKey, ...identity, ...overrides });
  return { org, client: newClient(), newClient };
}
