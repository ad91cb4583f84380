import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import { aCustomer, aLookup, anEntry, aPage, WORKER } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';

const LATER = new Date(Date.now() + 3_600_000).toISOString();
const EARLIER = new Date(Date.now() - 60_000).toISOString();
const own = { worker: { sid: WORKER, name: 'Ada Agent' }, canAmendUntil: LATER };
const entry = anEntry(0, own);
const show = (answers: Parameters<typeof renderTab>[0] = {}, entries = [entry], about: Parameters<typeof renderTab>[1] = {}) =>
  renderTab(
    {
      'customers/lookup': () => aLookup({ stored: { status: 'ok', customer: aCustomer('Ana Torres') } }),
      'interactions/list': () => aPage(entries),
      ...answers,
    },
    about,
  );
const region = async () => within(await screen.findByRole('region', { name: 'History' }));
const form = () => within(screen.getByRole('group', { name: 'Amend the entry' }));
const open = async (): Promise<void> => {
  await userEvent.click(await (await region()).findByRole('button', { name: 'Amend' }));
};
const amendedTo = (comment: string) => ({
  result: 'amended',
  outcome: 'merged',
  toLog: false,
  interaction: anEntry(0, {
    ...own,
    comment,
    revision: 1,
    amendments: [{ at: EARLIER, as: 'author', worker: own.worker, before: { reason: null, comment: entry.comment } }],
  }),
});

test('IH-4 the author amends by keyboard: only what changed is sent, the entry shows it, and the earlier text is kept', async () => {
  const { functions } = show({ 'interactions/amend': (body) => amendedTo(body.comment ?? '') });
  await open();
  const comment = form().getByRole('textbox', { name: /Comment/ });
  await waitFor(() => expect(comment).toHaveFocus());
  expect(form().getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.type(comment, ' It was sent.');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  const list = await region();
  expect(await list.findByText('Refund of $84.00 agreed. It was sent.')).toBeVisible();
  const [sent] = functions.to('interactions/amend');
  expect(sent?.body).toMatchObject({ comment: 'Refund of $84.00 agreed. It was sent.', baseRevision: '0' });
  expect(sent?.body).not.toHaveProperty('reasonId');
  expect(list.getByText(/Amended by you/)).toBeVisible();
  expect(list.getByRole('listitem')).toHaveFocus();
  await userEvent.click(list.getByRole('button', { name: 'Show earlier text' }));
  expect(list.getByText('Refund of $84.00 agreed.')).toBeVisible();
});

test.each([
  ['a colleague’s entry', anEntry(0, { canAmendUntil: LATER }), false],
  ['an own entry after 24 h', anEntry(0, { ...own, canAmendUntil: EARLIER }), false],
  ['an own entry', entry, true],
])('IH-4 whether %s can be amended', async (_what, shown, can) => {
  show({}, [shown]);
  const list = await region();
  await list.findByText('Billing › Refund');
  expect(list.queryByRole('button', { name: 'Amend' }) !== null).toBe(can);
});

test('IH-4 a supervisor may amend a colleague’s entry', async () => {
  show({}, [anEntry(0, { canAmendUntil: LATER })], { isSupervisor: true });
  expect(await (await region()).findByRole('button', { name: 'Amend' })).toBeVisible();
});

test('IH-4 what was typed is there again after a reload, with the key that makes a repeat harmless', async () => {
  let answer: object = refusal(503, 'upstream_unavailable');
  const first = show({ 'interactions/amend': () => answer });
  await open();
  await userEvent.type(form().getByRole('textbox', { name: /Comment/ }), '!');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The amendment is not stored')).toBeVisible();
  first.unmount();
  answer = amendedTo('kept');
  const second = show({ 'interactions/amend': () => answer });
  await open();
  expect(form().getByRole('textbox', { name: /Comment/ })).toHaveValue('Refund of $84.00 agreed.!');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  expect(await (await region()).findByText('kept')).toBeVisible();
  const keys = [...first.functions.to('interactions/amend'), ...second.functions.to('interactions/amend')];
  expect(new Set(keys.map(({ body }) => body.amendmentKey)).size).toBe(1);
});

test('IH-4 what is changed after an answer that was lost is another amendment, never taken for a repeat of the first', async () => {
  const { functions } = show({
    'interactions/amend': (body, nth) => (nth === 1 ? unreachable : amendedTo(body.comment ?? '')),
  });
  await open();
  const comment = form().getByRole('textbox', { name: /Comment/ });
  await userEvent.type(comment, '!');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The amendment is not stored')).toBeVisible();
  await userEvent.type(comment, ' And more.');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  expect(await (await region()).findByText('Refund of $84.00 agreed.! And more.')).toBeVisible();
  const [first, second] = functions.to('interactions/amend');
  expect(second?.body.amendmentKey).not.toBe(first?.body.amendmentKey);
});

test('IH-4 Escape does not call back an amendment that is on its way', async () => {
  const { session } = show({ 'interactions/amend': () => never });
  await open();
  await userEvent.type(form().getByRole('textbox', { name: /Comment/ }), '!');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  await userEvent.keyboard('{Escape}');
  expect(session.amendment.store.get()).toMatchObject({ phase: 'sending' });
});

test('IH-4 a form whose entry is filtered out holds up no other entry', async () => {
  const other = anEntry(1, { ...own, comment: 'Another one' });
  show({ 'interactions/list': (body) => aPage(body.filter ? [other] : [entry, other]) }, []);
  const list = await region();
  await userEvent.click((await list.findAllByRole('button', { name: 'Amend' }))[0] as HTMLElement);
  expect(list.queryByRole('button', { name: 'Amend' })).toBeNull();
  await userEvent.selectOptions(list.getByRole('combobox', { name: /channel/i }), 'voice');
  expect(await list.findByRole('button', { name: 'Amend' })).toBeVisible();
});

test('IH-4 an entry that somebody changed meanwhile is shown as it stands, nothing is overwritten unseen, and mine can follow', async () => {
  const theirs = anEntry(0, { ...own, comment: 'Theirs', revision: 3 });
  const { functions } = show({
    'interactions/amend': (body, nth) =>
      nth === 1 ? { result: 'conflict', interaction: theirs } : amendedTo(body.comment ?? ''),
  });
  await open();
  await userEvent.clear(form().getByRole('textbox', { name: /Comment/ }));
  await userEvent.type(form().getByRole('textbox', { name: /Comment/ }), 'Mine');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Someone changed this entry while you were editing')).toBeVisible();
  expect(screen.getByText(/“Theirs”/)).toBeVisible();
  expect(form().getByRole('textbox', { name: /Comment/ })).toHaveValue('Mine');
  await userEvent.click(form().getByRole('button', { name: 'Save mine' }));
  expect(await (await region()).findByText('Mine')).toBeVisible();
  expect(functions.to('interactions/amend')[1]?.body.baseRevision).toBe('3');
});

test('RC-6 an entry with the default reason asks its agent for hers, and Escape leaves it as it was', async () => {
  show({}, [anEntry(0, { ...own, endedBy: 'timeout' })]);
  await open();
  expect(form().getByRole('combobox', { name: /Reason/ })).toHaveValue('');
  await userEvent.type(form().getByRole('textbox', { name: /Comment/ }), 'x');
  await userEvent.click(form().getByRole('button', { name: 'Save' }));
  expect(form().getByText('A reason is required to complete the task.')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('group', { name: 'Amend the entry' })).toBeNull();
  expect(screen.getByRole('listitem')).toHaveFocus();
});

test('IH-4 an agent’s own entry that came late amended nothing, and nothing is said of it', async () => {
  const late = {
    at: new Date().toISOString(),
    as: 'system' as const,
    worker: { sid: WORKER, name: 'Ada' },
    before: { reason: null, comment: '' },
  };
  const first = show({}, [anEntry(0, { ...own, amendments: [late] })]);
  await (await region()).findByText(entry.comment);
  expect((await region()).queryByText(/Amended by/)).toBeNull();
  first.unmount();
  const kims = { ...late, as: 'supervisor' as const, worker: { sid: 'WKother', name: 'Kim Lee' } };
  show({}, [anEntry(1, { ...own, amendments: [kims, late] })]);
  expect(await screen.findByText(/Amended by Kim Lee/)).toBeVisible();
});
