import { singleFlight } from './single-flight';

describe('a single flight', () => {
  test('a second call joins the first; once that has landed, the next starts again', async () => {
    let land: (value: string) => void = () => undefined;
    const work = jest.fn(() => new Promise<string>((resolve) => (land = resolve)));
    const load = singleFlight(work);
    const both = [load(), load()];
    land('one');
    expect(await Promise.all(both)).toEqual(['one', 'one']);
    expect(work).toHaveBeenCalledTimes(1);
    const next = load();
    land('two');
    expect(await next).toBe('two');
    expect(work).toHaveBeenCalledTimes(2);
  });

  test('one that fails fails for all who joined it, and holds up no later one', async () => {
    const work = jest.fn<Promise<string>, []>().mockRejectedValueOnce(new Error('down')).mockResolvedValueOnce('up');
    const load = singleFlight(work);
    const both = [load(), load()];
    await expect(both[0]).rejects.toThrow('down');
    await expect(both[1]).rejects.toThrow('down');
    expect(await load()).toBe('up');
  });
});
