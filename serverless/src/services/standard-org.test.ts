import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { callFrom } from './testing/centre';

let centre: TestEnvironment | undefined;
beforeEach(() => void captureLog());
afterEach(async () => {
  jest.restoreAllMocks();
  await centre?.stop();
  centre = undefined;
});

test('SV-6 an org without services has no section of them, and everything else', async () => {
  centre = await startTestEnvironment({ org: 'standard' });
  const caller = await callFrom(centre, 'one-match');
  expect(await caller.services()).toEqual({ status: 'absent' });
  expect(await caller.run({ kind: 'general-inquiry', subject: 'Hello', description: '' })).toMatchObject({ status: 404 });
}, 60_000);

test('SV-6 Orders switched off: checks and services are there, and no order can be placed', async () => {
  centre = await startTestEnvironment();
  centre.salesforce.org.become({ hidden: ['Order', 'OrderItem'] });
  const caller = await callFrom(centre, 'services-eligible');
  const services = await caller.services();
  expect(services).toMatchObject({ status: 'ok', orders: null, services: [{ stage: 'ready' }] });
  expect(services.possible.map(({ action }) => action)).toEqual(['general-inquiry']);
}, 60_000);
