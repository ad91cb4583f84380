import { handler as current } from '../../functions/reason-codes/current';
import { timings } from '../runtime/timings';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { shortenWaits } from '../testing/timings';

describe('ID-13 reason codes', () => {
  let centre: TestEnvironment;
  beforeAll(async () => {
    centre = await startTestEnvironment();
  }, 60_000);
  afterAll(() => centre.stop());
  afterEach(() => {
    jest.restoreAllMocks();
    centre.firestore.setFault(null);
  });

  test.each(['unavailable', 'hang'] as const)('what was read last holds while the store is faulted (%s)', async (fault) => {
    const logged = captureLog();
    const ask = async () => (await centre.as('ada')(current, {})).body;
    shortenWaits();
    timings.publishedFresh = 0;
    const before = await ask();
    expect(before).toMatchObject({ version: expect.any(Number) as number });
    centre.firestore.setFault(fault);
    expect(await ask()).toEqual(before);
    expect(logged.filter((line) => line.includes('reason codes not read')).length).toBeGreaterThan(0);
  });
});
