import { browserStorage } from './browser-storage';
import { createSealedStorage, type Cause, type Kind } from './sealed-storage';

const DAY = 86_400_000;
const KINDS: Kind[] = [{ prefix: 'draft:', keepMs: 30 * DAY, join: (earlier, mine) => `${String(earlier)} + ${String(mine)}` }];
const keyOf = (n: number) => new Uint8Array(32).fill(n);
const page = (now?: () => number) => createSealedStorage(browserStorage(), KINDS, now);
const everything = (): string => JSON.stringify({ ...localStorage });

async function opened(n = 1, now?: () => number) {
  const storage = page(now);
  await storage.unlock(keyOf(n));
  return storage;
}

test('PR-4 what is written can’t be read in the browser, and comes back with the same key alone', async () => {
  const first = await opened();
  expect(first.write('draft:1', { comment: 'HIV result positive' })).toBe(true);
  await first.settled();
  expect(localStorage.getItem('draft:1')).not.toBeNull();
  expect(everything()).not.toContain('HIV');
  expect((await opened()).read('draft:1')).toEqual({ comment: 'HIV result positive' });
  expect((await opened(2)).read('draft:1')).toBeNull();
  expect(localStorage.getItem('draft:1')).not.toBeNull();
});

test('PR-4 before the key is here a value lives in the page alone, and says so; then it is kept', async () => {
  const storage = page();
  expect(storage.write('draft:1', 'typed')).toBe(false);
  expect([storage.keeps(), storage.onlyHere(), storage.read('draft:1')]).toEqual([false, ['draft:1'], 'typed']);
  await storage.settled();
  expect(localStorage.length).toBe(0);
  await storage.unlock(keyOf(1));
  expect([storage.keeps(), storage.onlyHere()]).toEqual([true, []]);
  expect((await opened()).read('draft:1')).toBe('typed');
});

test('RC-4 what was typed before an earlier page’s text could be opened is joined with it', async () => {
  const before = await opened();
  before.write('draft:1', 'earlier');
  await before.settled();
  const storage = page();
  expect(storage.locked('draft:')).toBe(1);
  const heard: [string, Cause][] = [];
  storage.onChange((key, cause) => heard.push([key, cause]));
  storage.write('draft:1', 'mine');
  await storage.unlock(keyOf(1));
  expect(storage.read('draft:1')).toBe('earlier + mine');
  expect(heard).toEqual([['draft:1', 'earlier']]);
  expect((await opened()).read('draft:1')).toBe('earlier + mine');
});

test('RC-4 another tab’s text comes over, and so does its removal', async () => {
  const [first, second] = [await opened(), await opened()];
  first.write('draft:1', 'typed in the first');
  await first.settled();
  window.dispatchEvent(new StorageEvent('storage', { key: 'draft:1', newValue: localStorage.getItem('draft:1') }));
  await second.settled();
  expect(second.read('draft:1')).toBe('typed in the first');
  first.remove('draft:1');
  window.dispatchEvent(new StorageEvent('storage', { key: 'draft:1', newValue: null }));
  expect(second.read('draft:1')).toBeNull();
});

test('PR-4 what is older than its kind may be goes, whoever wrote it, and rewriting makes it no younger', async () => {
  const storage = await opened(1, () => Date.now() - 31 * DAY);
  storage.write('draft:old', 'of last month');
  await storage.settled();
  storage.write('draft:old', 'edited');
  const young = await opened(2, () => Date.now() - 29 * DAY);
  young.write('draft:young', 'still of use');
  await Promise.all([storage.settled(), young.settled()]);
  page();
  expect(Object.keys(localStorage)).toEqual(['draft:young']);
});

test('PR-4 what lies there unsealed goes', () => {
  localStorage.setItem('draft:plain', JSON.stringify({ comment: 'HIV result positive', at: Date.now() }));
  page();
  expect(localStorage.length).toBe(0);
});

test('RC-4 a value removed while it is being sealed does not come back', async () => {
  const storage = await opened();
  storage.write('draft:1', 'typed');
  storage.remove('draft:1');
  await storage.settled();
  expect(localStorage.length).toBe(0);
});

test('a browser that refuses is said to, and the value lives on in the page', async () => {
  const storage = await opened();
  const refusing = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  storage.write('draft:1', 'typed');
  await storage.settled();
  expect([storage.keeps(), storage.onlyHere(), storage.read('draft:1')]).toEqual([false, ['draft:1'], 'typed']);
  refusing.mockRestore();
});
