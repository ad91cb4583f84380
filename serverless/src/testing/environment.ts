import {
  ACCOUNT,
  functionsEnvironment,
  newKeyPair,
  PROJECT_ID,
  SALESFORCE_USER,
} from '@interaction-history/sandbox/src/environment';
import { openEmbeddedFirestore, type EmbeddedFirestore } from '@interaction-history/sandbox/src/firestore/embedded';
import { seedFirestore } from '@interaction-history/sandbox/src/firestore/seed';
import { invoke, type Invoked } from '@interaction-history/sandbox/src/invoke';
import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import {
  startSalesforce,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '@interaction-history/sandbox/src/salesforce/stand-in';
import { rerouteTwilio } from '@interaction-history/sandbox/src/twilio/reroute';
import { startTwilio, type TwilioStandIn } from '@interaction-history/sandbox/src/twilio/stand-in';
import type { TwilioHandler } from '../runtime/twilio';
import { embedFirestore } from './firestore';

/** Every stand-in on a free port, for tests that call Functions through the real clients. */
export interface TestEnvironment {
  twilio: TwilioStandIn;
  salesforce: SalesforceStandIn;
  master: MasterStandIn;
  firestore: EmbeddedFirestore;
  env: Record<string, string>;
  /** Calls a Function as one of the sandbox's people. */
  as(person: string): (handler: TwilioHandler, fields: Record<string, unknown>) => Promise<Invoked>;
  stop(): Promise<void>;
}

/** @param org how the Salesforce org is; whole and like any other when left out */
export async function startTestEnvironment(
  org: Pick<SalesforceOptions, 'org' | 'ordersEnabled' | 'personAccounts'> = {},
): Promise<TestEnvironment> {
  const keys = newKeyPair();
  const twilio = await startTwilio({
    port: 0,
    functionsUrl: 'http://127.0.0.1:1',
    ...ACCOUNT,
    pluginBundle: '/none',
    desktopBundle: '/none',
  });
  const restore = rerouteTwilio(twilio.origin);
  const firestore = openEmbeddedFirestore(PROJECT_ID);
  const removeFirestore = embedFirestore(PROJECT_ID, firestore.store);
  await seedFirestore(firestore.store);
  const [salesforce, master] = await Promise.all([
    startSalesforce({ port: 0, host: '127.0.0.1', ...SALESFORCE_USER, certificate: keys.certificatePem, ...org }),
    startMaster({ port: 0, host: '127.0.0.1', customers: 500 }),
  ]);
  const env = functionsEnvironment({
    salesforceOrigin: salesforce.origin,
    privateKeyPem: keys.privateKeyPem,
    masterUrl: master.url,
    allowedOrigins: ['https://flex.twilio.com'],
    // hundreds of look-ups of one person in a test are no attack
    budgets: { READS_WITH_TASK: '10000', READS_WITHOUT_TASK: '10000' },
  });
  return {
    twilio,
    salesforce,
    master,
    firestore,
    env,
    as: (person) => {
      const { token } = twilio.issueToken(person);
      return (handler, fields) => invoke(handler, env, { Token: token, ...fields });
    },
    stop: async () => {
      await Promise.all([twilio.stop(), salesforce.stop(), master.stop()]);
      restore();
      removeFirestore();
    },
  };
}

/** Silences the Functions' own log for a test and hands its lines out. */
export function captureLog(): string[] {
  const lines: string[] = [];
  for (const method of ['log', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...args: unknown[]) => void lines.push(String(args[0])));
  return lines;
}
