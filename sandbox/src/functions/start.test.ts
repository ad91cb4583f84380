import { createServer } from 'node:http';
import { ACCOUNT, functionsEnvironment, newKeyPair, PROJECT_ID, SALESFORCE_USER } from '../environment';
import { openEmbeddedFirestore } from '../firestore/embedded';
import { seedFirestore } from '../firestore/seed';
import { serveFirestore, type FirestoreServer } from '../firestore/server';
import { startMaster, type MasterStandIn } from '../master/stand-in';
import { startSalesforce, type SalesforceStandIn } from '../salesforce/stand-in';
import { startTwilio, type TwilioStandIn } from '../twilio/stand-in';
import { startFunctions, type FunctionsHost } from './start';

describe('the built Functions in a plain Node process', () => {
  const firestore = openEmbeddedFirestore(PROJECT_ID);
  let twilio: TwilioStandIn, salesforce: SalesforceStandIn, master: MasterStandIn, served: FirestoreServer;
  let env: Record<string, string>;
  let functions: FunctionsHost;

  beforeAll(async () => {
    const keys = newKeyPair();
    await seedFirestore(firestore.store);
    const functionsUrl = 'http://127.0.0.1:1';
    [twilio, salesforce, master, served] = await Promise.all([
      startTwilio({ port: 0, functionsUrl, ...ACCOUNT, pluginBundle: '/none', desktopBundle: '/none' }),
      startSalesforce({ port: 0, host: '127.0.0.1', ...SALESFORCE_USER, certificate: keys.certificatePem }),
      startMaster({ port: 0, host: '127.0.0.1', customers: 500 }),
      serveFirestore(firestore),
    ]);
    env = functionsEnvironment({
      salesforceOrigin: salesforce.origin,
      privateKeyPem: keys.privateKeyPem,
      masterUrl: master.url,
      firestoreHost: served.host,
      allowedOrigins: ['https://flex.twilio.com'],
    });
    functions = await startFunctions({ port: 0, env, twilio: twilio.origin, administration: false });
  }, 60_000);
  afterAll(() => Promise.all([functions, twilio, salesforce, master, served].map((each) => each.stop())));
  afterEach(() => functions.setFault(null));

  const call = async (path: string, fields: Record<string, string>): Promise<[number, unknown]> => {
    const { token } = twilio.issueToken('ada');
    const body = new URLSearchParams({ Token: token, ...fields });
    const response = await fetch(`${functions.origin}/${path}`, { method: 'POST', body });
    return [response.status, await response.json()];
  };

  test('ID-4 ID-7 a look-up is answered by Salesforce, the master and Firestore', async () => {
    expect(await call('customers/lookup', { address: '+14155550127' })).toMatchObject([
      200,
      { salesforce: { status: 'ok', matches: [{ name: 'David Okafor' }] }, master: { status: 'ok' } },
    ]);
    expect(await call('health', {})).toMatchObject([403, {}]);
    expect(await call('interactions/list', { address: '+14155550127' })).toMatchObject([200, { complete: true, total: 0 }]);
  });

  test('requests are counted by path, until they are taken', async () => {
    await functions.takeRequests();
    await call('reason-codes/current', {});
    await call('reason-codes/current', {});
    expect(await functions.takeRequests()).toEqual({ 'POST /reason-codes/current': 2 });
    expect(await functions.takeRequests()).toEqual({});
  });

  test('their faults are a page of HTML, or a connection that breaks', async () => {
    await functions.setFault('500');
    expect((await fetch(`${functions.origin}/health`)).status).toBe(500);
    await functions.setFault('reset');
    await expect(fetch(`${functions.origin}/health`)).rejects.toThrow();
  });

  test('a taken port is one clear line', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startFunctions({ port, env, twilio: twilio.origin, administration: false })).rejects.toThrow(
      `Port ${port} is taken: stop what uses it`,
    );
    squatter.close();
  });

  test('a process that ends without being asked says so', async () => {
    const doomed = await startFunctions({ port: 0, env, twilio: twilio.origin, administration: false });
    process.kill(doomed.pid, 'SIGKILL');
    expect(await doomed.died).toBe('The Functions’ process ended with SIGKILL');
    await expect(doomed.setFault('hang')).rejects.toThrow('ended with SIGKILL');
    await doomed.stop();
  });
});
