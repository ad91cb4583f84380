import { processWide } from '../runtime/process-wide';
import { believed } from './own-count';

const ADA = `WK${'1'.padStart(32, '0')}`;
/** As if the reads were another process's: nothing is remembered. */
beforeEach(() => processWide('reads', () => new Map()).clear());
const counting = (count: number | null) => jest.fn(async () => count);
const ask = (store: () => Promise<number | null>, limit = 120) => believed(ADA, 'task', limit, store);

describe('TR-3 how often the store is asked what a worker has read', () => {
  test('the three requests of one ring ask once', async () => {
    const store = counting(4);
    expect(await Promise.all([ask(store), ask(store), ask(store)])).toEqual([4, 4, 4]);
    expect(store).toHaveBeenCalledTimes(1);
  });

  test('after ten reads it is asked again, and after five seconds', async () => {
    const store = counting(0);
    for (let n = 0; n < 10; n++) await ask(store);
    expect(store).toHaveBeenCalledTimes(1);
    await ask(store);
    expect(store).toHaveBeenCalledTimes(2);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5_001);
    await ask(store);
    now.mockRestore();
    expect(store).toHaveBeenCalledTimes(3);
  });

  test('from half of the budget on it is asked for every read', async () => {
    const store = counting(60);
    for (let n = 0; n < 4; n++) expect(await ask(store)).toBe(60);
    expect(store).toHaveBeenCalledTimes(4);
  });

  test('a store that couldn’t be asked is asked again', async () => {
    expect(await ask(counting(null))).toBeNull();
    expect(await ask(counting(7))).toBe(7);
  });
});
