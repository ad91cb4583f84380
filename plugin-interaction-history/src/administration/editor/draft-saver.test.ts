import { ApiError } from '../../api/api-error';
import { browserStorage } from '../../state/browser-storage';
import { createDraftSaver, type Draft } from './draft-saver';
import { CODES } from '../testing/render-administration';

const KEY = 'draft';
const origin = () => ({ tab: 'a'.repeat(32), onto: 'r1' });
const draft = (baseVersion: number): Draft => ({ baseVersion, codes: CODES });
const failure = (code: 'offline' | 'network'): ApiError => new ApiError({ code, message: code, retryable: true });

/** A server that answers when it is told to. */
function slowServer() {
  const sent: Draft[] = [];
  const answers: { resolve: (outcome?: 'saved' | 'conflict') => void; reject: (error: ApiError) => void }[] = [];
  const send = (each: Draft): Promise<'saved' | 'conflict'> => {
    sent.push(each);
    return new Promise((resolve, reject) => answers.push({ resolve: (outcome = 'saved') => resolve(outcome), reject }));
  };
  return { sent, answers, send };
}
const settled = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

test('AD-2 drafts are saved in order and never two at once; of what waits only the newest is sent', async () => {
  const { sent, answers, send } = slowServer();
  const saver = createDraftSaver(send, browserStorage(), KEY, origin);
  saver.put(draft(1));
  void saver.flush();
  saver.put(draft(2));
  saver.put(draft(3));
  void saver.flush();
  await settled();
  expect(sent.map(({ baseVersion }) => baseVersion)).toEqual([1]);
  expect(saver.state.get().phase).toBe('saving');
  answers[0]?.resolve();
  await settled();
  expect(sent.map(({ baseVersion }) => baseVersion)).toEqual([1, 3]);
  answers[1]?.resolve();
  await settled();
  expect(saver.state.get().phase).toBe('saved');
});

test('AD-2 what could not be saved is kept in this browser, said, and sent again', async () => {
  const { sent, answers, send } = slowServer();
  const saver = createDraftSaver(send, browserStorage(), KEY, origin);
  saver.put(draft(1));
  void saver.flush();
  await settled();
  answers[0]?.reject(failure('network'));
  await settled();
  expect(saver.state.get()).toMatchObject({ phase: 'failed', error: { code: 'network' } });
  expect(createDraftSaver(send, browserStorage(), KEY, origin).left()).toMatchObject({ baseVersion: 1, codes: CODES });
  void saver.flush();
  await settled();
  expect(sent).toHaveLength(2);
  answers[1]?.resolve();
  await settled();
  expect(saver.state.get().phase).toBe('saved');
  expect(saver.left()).toBeNull();
});

test('AD-2 offline the draft waits for the network by itself', async () => {
  const { sent, answers, send } = slowServer();
  const saver = createDraftSaver(send, browserStorage(), KEY, origin);
  saver.put(draft(1));
  void saver.flush();
  await settled();
  answers[0]?.reject(failure('offline'));
  await settled();
  expect(saver.state.get().phase).toBe('offline');
  window.dispatchEvent(new Event('online'));
  await settled();
  expect(sent).toHaveLength(2);
});

test('AD-2 a page that is closed before the save leaves the draft in this browser', () => {
  const { send } = slowServer();
  const saver = createDraftSaver(send, browserStorage(), KEY, origin);
  saver.put(draft(7));
  window.dispatchEvent(new Event('pagehide'));
  expect(saver.left()).toMatchObject({ baseVersion: 7, ...origin() });
});

test('AD-2 a save that another page is in the way of is said, kept in this browser, and given up only for the other draft', async () => {
  const { answers, send } = slowServer();
  const saver = createDraftSaver(send, browserStorage(), KEY, origin);
  saver.put(draft(1));
  void saver.flush();
  await settled();
  answers[0]?.resolve('conflict');
  await settled();
  expect(saver.state.get().phase).toBe('conflict');
  expect(saver.left()).toMatchObject({ baseVersion: 1, codes: CODES, onto: 'r1' });
  saver.forget();
  expect([saver.state.get().phase, saver.left()]).toEqual(['idle', null]);
});
