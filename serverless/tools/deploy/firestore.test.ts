import { NO_INDEXES, openEmbeddedFirestore, productIndexes } from '@interaction-history/sandbox/src/firestore/embedded';
import { serveFirestore, type FirestoreServer } from '@interaction-history/sandbox/src/firestore/server';
import { deadlineIn } from '../../src/runtime/deadline';
import { diagnose } from '../../src/vendors/firestore/diagnose';
import { firestoreCheck } from '../doctor/firestore';
import { deployFirestore, describeFirestore, firestorePlan, type FirestorePlan } from './firestore';
import { planDeployment } from './plan';

const firestore = openEmbeddedFirestore('demo-test');
let server: FirestoreServer;
let plan: FirestorePlan;
beforeAll(async () => {
  server = await serveFirestore(firestore);
  plan = { projectId: 'demo-test', account: null, standIn: server.host };
});
beforeEach(() => firestore.setIndexes(NO_INDEXES));
afterEach(() => firestore.setFault(null));
afterAll(() => server.stop());
const amiss = async (): Promise<number> =>
  (await diagnose(async () => firestore.store, deadlineIn(10_000))).filter(({ level }) => level !== 'ok').length;

test('OP-3 indexes, exemptions and times to live are made, said before, and usable when it ends; a second time there is nothing to do', async () => {
  expect(await amiss()).toBe(productIndexes().indexes.length);
  const described = await describeFirestore(plan);
  const { indexes, fieldOverrides } = productIndexes();
  const expiring = fieldOverrides.filter(({ ttl }) => ttl);
  expect(expiring.map(({ collectionGroup }) => collectionGroup)).toEqual(expect.arrayContaining(['acceptances']));
  expect(described.length).toBe(indexes.length + fieldOverrides.length + expiring.length);
  expect(described[0]).toBe('index interactions (customerId, occurredAt)');
  const said: string[] = [];
  await deployFirestore(plan, { say: (line) => said.push(line), pollMs: 1 });
  expect(said).toEqual([...described, `${productIndexes().indexes.length} index(es) are being built …`]);
  expect(await amiss()).toBe(0);
  expect(firestore.indexes().fieldOverrides).toEqual(expect.arrayContaining([...fieldOverrides]));
  expect(await describeFirestore(plan)).toEqual([]);
  expect(await deployFirestore(plan, { pollMs: 1 })).toBe('Nothing to change');
});

test('OP-5 another app’s indexes stay', async () => {
  const others = {
    collectionGroup: 'others',
    queryScope: 'COLLECTION',
    fields: [
      { fieldPath: 'a', order: 'ASCENDING' },
      { fieldPath: 'b', order: 'ASCENDING' },
    ],
  };
  firestore.setIndexes({ indexes: [others], fieldOverrides: [] });
  await deployFirestore(plan, { pollMs: 1 });
  expect(firestore.indexes().indexes).toContainEqual(others);
});

test('OP-5 a key that Google refuses is told with what to do', async () => {
  firestore.setFault('revoked');
  await expect(describeFirestore(plan)).rejects.toThrow('make a new one');
});

test('OP-5 without a service account nothing is begun', () => {
  const env = { ACCOUNT_SID: 'AC' + '0'.repeat(32), AUTH_TOKEN: 'x', TWILIO_FLEX_WORKSPACE_SID: 'WS' + '0'.repeat(32) };
  expect(() => firestorePlan({ ...env, FIREBASE_PROJECT_ID: 'demo-test' })).toThrow('FIREBASE_SERVICE_ACCOUNT_BASE64 is not set');
  expect(firestorePlan({ ...env, FIREBASE_PROJECT_ID: 'demo-test', FIRESTORE_EMULATOR_HOST: '127.0.0.1:1' })).toEqual({
    projectId: 'demo-test',
    account: null,
    standIn: '127.0.0.1:1',
  });
});

describe('OP-2 doctor looks at what the database lets pass', () => {
  const look = async () => {
    const env = {
      ACCOUNT_SID: 'AC' + '0'.repeat(32),
      AUTH_TOKEN: 'x',
      TWILIO_FLEX_WORKSPACE_SID: 'WS' + '0'.repeat(32),
      FIREBASE_PROJECT_ID: 'demo-test',
      FIRESTORE_EMULATOR_HOST: server.host,
    };
    const check = firestoreCheck(planDeployment({ ...env, PATH: '' }), (only) => `deploy ${only}`);
    return (await check.look()).filter(({ id }) => /rules|policies/.test(id));
  };
  beforeAll(() => {
    // Google's SDK reads both from the process alone
    Object.assign(process.env, { FIRESTORE_EMULATOR_HOST: server.host, METADATA_SERVER_DETECTION: 'none' });
  });
  afterAll(() => {
    delete process.env.FIRESTORE_EMULATOR_HOST;
  });
  afterEach(() => firestore.setRules('locked'));

  test('all is ok after a deployment', async () => {
    await deployFirestore(plan, { pollMs: 1 });
    expect((await look()).map(({ id, level }) => [id, level])).toEqual([
      ['firestore.rules', 'ok'],
      ['firestore.policies', 'ok'],
    ]);
  });

  test('open rules and missing times to live are failures with their mend', async () => {
    firestore.setRules('open');
    expect(await look()).toEqual([
      {
        id: 'firestore.rules',
        level: 'fail',
        text: expect.stringMatching(/Anybody on the internet can read customers, identities, interactions/) as string,
        mend: expect.stringContaining('firestore.rules') as string,
      },
      {
        id: 'firestore.policies',
        level: 'fail',
        text: expect.stringContaining('time to live of acceptances.expiresAt') as string,
        mend: 'deploy firestore',
      },
    ]);
  });
});
