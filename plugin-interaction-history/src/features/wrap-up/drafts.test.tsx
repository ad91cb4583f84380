import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, refusal, unreachable } from '../../testing/fake-functions';
import { anEntry, aPage, aTask, RESERVATION, TASK, WORKER } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';
import { choose, comment, complete, drafts, ready, reason } from '../../testing/wrap-up-form';
import { joinDrafts } from './join-texts';

const AT = '2026-11-28T10:31:00.000Z';
const LATER = '2026-11-28T10:45:00.000Z';
const own = (text: string, savedAt = AT) => ({
  reservationSid: RESERVATION,
  worker: { sid: WORKER, name: 'Ada Agent' },
  reasonId: null,
  comment: text,
  savedAt,
});
const has = (text: string, savedAt = AT) => ({
  'drafts/of-task': () => ({ drafts: [own(text, savedAt)], recorded: null, from: null }),
});
const taken = { 'drafts/save': () => ({ savedAt: AT }) };
const keeping = (words: string): Promise<HTMLElement> => screen.findByText(words, {}, { timeout: 3_000 });

describe('RC-4 where a draft is', () => {
  test('RC-4 “Keeping…” from the first key, “Kept” once the server has it, and then nothing of it is left in the browser', async () => {
    const tab = renderTab(taken);
    await choose('ref');
    await userEvent.type(comment(), 'No signal');
    expect(screen.getByText('Keeping…')).toBeVisible();
    await keeping('Kept');
    expect(drafts()).toEqual([]);
    expect(tab.functions.to('drafts/save').at(-1)?.body).toMatchObject({
      taskSid: TASK,
      reservationSid: RESERVATION,
      reasonId: 'billing_refund',
      comment: 'No signal',
    });
  });

  test('RC-4 a pause sends one text, not one for each key', async () => {
    const tab = renderTab(taken);
    await ready();
    await userEvent.type(comment(), 'No signal since Monday');
    await keeping('Kept');
    expect(tab.functions.to('drafts/save')).toHaveLength(1);
  });

  test('RC-4 “Not kept yet” while the server can’t be reached; it is tried again by itself', async () => {
    let down = true;
    renderTab({ 'drafts/save': () => (down ? unreachable : { savedAt: AT }) });
    await ready();
    await userEvent.type(comment(), 'x');
    await keeping('Not kept yet');
    expect(drafts()).toHaveLength(1);
    down = false;
    expect(await screen.findByText('Kept', {}, { timeout: 8_000 })).toBeVisible();
    expect(drafts()).toEqual([]);
  });

  test('RC-4 what is typed while a save is on its way is not taken for kept', async () => {
    let answer = (): void => undefined;
    const tab = renderTab({
      'drafts/save': (_body, nth) =>
        nth === 1 ? () => new Promise((resolve) => (answer = () => resolve(json(200, { savedAt: AT })))) : { savedAt: LATER },
    });
    await ready();
    await userEvent.type(comment(), 'one');
    await waitFor(() => expect(tab.functions.to('drafts/save')).toHaveLength(1), { timeout: 3_000 });
    await userEvent.type(comment(), ', two');
    act(answer);
    expect(screen.queryByText('Kept')).toBeNull();
    await keeping('Kept');
    expect(tab.functions.to('drafts/save').at(-1)?.body.comment).toBe('one, two');
  });

  test('RC-4 an emptied text is taken off the server, too', async () => {
    const tab = renderTab({
      'drafts/save': ({ comment: text }) => ({ savedAt: text ? AT : null }),
    });
    await ready();
    await userEvent.type(comment(), 'x');
    await keeping('Kept');
    await userEvent.clear(comment());
    expect(screen.getByText('Nothing written yet')).toBeVisible();
    await waitFor(() => expect(tab.functions.to('drafts/save').at(-1)?.body.comment).toBe(''), { timeout: 3_000 });
    await waitFor(() => expect(drafts()).toEqual([]));
  });

  test('RC-4 a text that came after the recording, whose answer was lost, is not said to be kept', async () => {
    renderTab({ 'drafts/save': () => ({ savedAt: null }) });
    await ready();
    await userEvent.type(comment(), 'more');
    await keeping('Not kept yet');
    expect(drafts()).toHaveLength(1);
  });

  test('RC-4 a draft is refused for good without being tried for ever, and completing still records it', async () => {
    const tab = renderTab({ 'drafts/save': () => refusal(403, 'forbidden') });
    await choose('ref');
    await keeping('Not kept yet');
    expect(await complete(tab)).toBe(true);
    expect(tab.functions.to('drafts/save')).toHaveLength(1);
  });
});

describe('RC-4 the same agent at another desk', () => {
  test('RC-4 finds what they had typed, and it is kept already', async () => {
    renderTab({ ...has('typed at the first desk'), ...taken });
    await waitFor(() => expect(comment()).toHaveValue('typed at the first desk'));
    await keeping('Kept');
    expect(drafts()).toEqual([]);
  });

  test('RC-4 what was typed here before the answer came is joined with it, and nothing of either is lost', async () => {
    let answer = (): void => undefined;
    const tab = renderTab({
      ...taken,
      'drafts/of-task': () => () =>
        new Promise((resolve) => (answer = () => resolve(json(200, has('at the first desk')['drafts/of-task']())))),
    });
    await ready();
    await userEvent.type(comment(), 'and here');
    act(answer);
    await waitFor(() => expect(comment()).toHaveValue('at the first desk\nand here'));
    await keeping('Kept');
    expect(tab.functions.to('drafts/save').at(-1)?.body.comment).toBe('at the first desk\nand here');
  });

  test('RC-4 a text that grew out of the server’s is the newer one, and stays as it is', async () => {
    const first = renderTab(taken);
    await ready();
    await userEvent.type(comment(), 'No signal');
    await keeping('Kept');
    first.functions.answers['drafts/save'] = () => unreachable;
    await userEvent.clear(comment());
    await userEvent.type(comment(), 'Signal is back');
    await keeping('Not kept yet');
    first.unmount();
    renderTab(has('No signal'));
    await waitFor(() => expect(comment()).toHaveValue('Signal is back'));
  });

  test('TR-1 nothing is asked while it rings; the agent’s own draft comes with the acceptance', async () => {
    const tab = renderTab(has('mine'), { task: aTask({ status: 'pending' }) });
    await screen.findByText('Ana Torres');
    expect(tab.functions.to('drafts/of-task')).toEqual([]);
    tab.show(aTask());
    await waitFor(() => expect(comment()).toHaveValue('mine'));
    expect(reason()).toBeEnabled();
  });

  test('RC-6 finds the draft of a task that is gone, and finishes it', async () => {
    const tab = renderTab({
      'drafts/own': () => ({
        drafts: [
          {
            taskSid: `WT${'7'.repeat(32)}`,
            reservationSid: `WR${'7'.repeat(32)}`,
            reasonId: null,
            comment: 'typed at the first desk',
            about: { customerId: 'customer-9', link: null, unlink: false, customerName: 'Mia Chen' },
            savedAt: AT,
          },
        ],
      }),
    });
    await ready();
    await act(async () => void (await tab.worker.abandonedDrafts.recover((sid) => sid === RESERVATION)));
    const [draft] = tab.worker.abandonedDrafts.store.get();
    expect(draft).toMatchObject({ comment: 'typed at the first desk', entry: { about: { customerName: 'Mia Chen' } } });
    act(() => tab.worker.abandonedDrafts.edit(draft?.id ?? '', { reasonId: 'billing_refund' }));
    act(() => void tab.worker.abandonedDrafts.send(draft?.id ?? ''));
    await waitFor(() =>
      expect(tab.functions.to('interactions/record')[0]?.body).toMatchObject({
        customerId: 'customer-9',
        reasonId: 'billing_refund',
        comment: 'typed at the first desk',
      }),
    );
  });

  test('RC-6 while the server can’t be asked it is asked again', async () => {
    const tab = renderTab({ 'drafts/own': () => unreachable });
    await ready();
    expect(await tab.worker.abandonedDrafts.recover(() => false)).toBe(false);
  });
});

test('RC-4 of two texts none is lost, and one that grew out of the other is not repeated', () => {
  const draft = (text: string, reasonId: string | null = null) => ({ reasonId, comment: text });
  expect(joinDrafts(draft('a'), draft('b'))).toEqual(draft('a\nb'));
  expect(joinDrafts(draft('No sig'), draft('No signal'))).toEqual(draft('No signal'));
  expect(joinDrafts(draft('No signal'), draft('signal'))).toEqual(draft('No signal'));
  expect(joinDrafts(draft('', 'theirs'), draft('b'))).toEqual(draft('b', 'theirs'));
  expect(joinDrafts(draft('', 'theirs'), draft('b', 'mine'))).toEqual(draft('b', 'mine'));
});

describe('RC-4 a task that was transferred', () => {
  const from = { reservationSid: `WR${'9'.repeat(32)}`, worker: { sid: `WK${'9'.repeat(32)}`, name: 'Kim Lee' }, since: AT };
  const note = { ...own('Router is dead', new Date(Date.now() - 125_000).toISOString()), ...from };

  test('RC-4 says from whom, and shows the note as typed, with its age; my own form stays empty', async () => {
    renderTab({ 'drafts/of-task': () => ({ drafts: [note], recorded: null, from }) });
    const region = await screen.findByRole('region', { name: 'From Kim Lee' });
    expect(region).toHaveTextContent('From Kim Lee · 2 min ago');
    expect(region).toHaveTextContent('Router is dead');
    expect(comment()).toHaveValue('');
  });

  test('RC-4 says from whom also while they have written nothing', async () => {
    renderTab({ 'drafts/of-task': () => ({ drafts: [], recorded: null, from }) });
    expect(await screen.findByRole('region', { name: 'From Kim Lee' })).toHaveTextContent('No note yet');
  });

  test('RC-4 once the colleague has recorded, the note is what stands in the history', async () => {
    renderTab({
      'drafts/of-task': () => ({ drafts: [], recorded: null, from }),
      'interactions/list': () => aPage([anEntry(0, { reservationSid: from.reservationSid, comment: 'Router replaced' })]),
    });
    await waitFor(() => expect(screen.getByRole('region', { name: 'From Kim Lee' })).toHaveTextContent('Router replaced'));
  });

  test('nothing is said of a task without a part before', async () => {
    renderTab();
    await ready();
    expect(screen.queryByRole('region', { name: /^From/ })).toBeNull();
  });
});
