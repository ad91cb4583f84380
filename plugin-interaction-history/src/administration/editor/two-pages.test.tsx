import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DraftResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { unreachable } from '../../testing/fake-functions';
import { WORKER } from '../../testing/fixtures';
import { CODES, draftsIn, line, PUBLISHED, renderAdministration, violationsIn } from '../testing/render-administration';

// edits, saves and looks of a whole page in each test
jest.setTimeout(20_000);

type Stored = DraftResponse['draft'];
const renamed = (en: string): ReasonCode[] =>
  CODES.map((code) => (code.id === 'complaint' ? { ...code, labels: { ...code.labels, en } } : code));
const byOtherPage = (revision: string, en: string, baseVersion = 41): NonNullable<Stored> => ({
  baseVersion,
  codes: renamed(en),
  savedAt: '2026-11-12T09:00:00.000Z',
  revision,
  tab: 'f'.repeat(32),
});

/** The stored draft under the Functions' rule, and what another page does to it. */
function draftStore(first: Stored = null) {
  const store = { draft: first, saves: 0 };
  const answer = (body: Record<string, string>): DraftResponse => {
    if (body.save === undefined) return { outcome: 'current', draft: store.draft, others: [] };
    const save = JSON.parse(body.save) as { baseVersion: number; codes: ReasonCode[] | null; tab: string; onto: string | null };
    const { draft: stands } = store;
    if (stands !== null && stands.revision !== save.onto && stands.tab !== save.tab)
      return { outcome: 'conflict', draft: stands, others: [] };
    const { codes, baseVersion, tab } = save;
    const savedAt = new Date().toISOString();
    store.draft = codes === null ? null : { baseVersion, codes, savedAt, revision: `own-${++store.saves}`, tab };
    return { outcome: 'current', draft: store.draft, others: [] };
  };
  return { store, answers: { 'reason-codes/draft': answer } };
}
const rename = async (from: RegExp, to: string): Promise<void> => {
  (await line(from)).focus();
  await userEvent.keyboard(`{F2}${to}{Enter}`);
};
const CHANGED = /^You changed this draft in another tab, 12 Nov/;
/** The view left and opened again asks for news at once. */
const look = (page: ReturnType<typeof renderAdministration>): void => {
  cleanup();
  page.again();
};
const undo = (): Promise<unknown> => userEvent.keyboard('{Control>}z{/Control}');

test('AD-2 what another page saved is not written over: the editor is told, and keeps this page’s', async () => {
  const { store, answers } = draftStore();
  const page = renderAdministration(answers);
  await rename(/^Complaint/, 'Here');
  store.draft = byOtherPage('other-1', 'There');
  await screen.findByText(CHANGED);
  expect(screen.getByText('Not saved: changed in another tab')).toBeInTheDocument();
  expect(store.draft.revision).toBe('other-1');
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
  await waitFor(() => expect(screen.queryByText(CHANGED)).toBeNull());
  await screen.findByText(/^Draft saved/);
  expect(store.draft.codes).toEqual(renamed('Here'));
  // the other one is a step back
  (await line(/^Here/)).focus();
  await undo();
  expect(await line(/^There/)).toBeInTheDocument();
});

test('AD-2 the other page’s draft is taken, and undo brings back this one’s', async () => {
  const { store, answers } = draftStore();
  renderAdministration(answers);
  await rename(/^Complaint/, 'Here');
  store.draft = byOtherPage('other-1', 'There');
  await screen.findByText(CHANGED);
  await userEvent.click(screen.getByRole('button', { name: 'Use the other' }));
  await waitFor(async () => expect(await line(/^There/)).toHaveFocus());
  expect(screen.queryByText(CHANGED)).toBeNull();
  expect(store.draft.revision).toBe('other-1');
  await undo();
  expect(await line(/^Here/)).toBeInTheDocument();
  await screen.findByText(/^Draft saved/);
  expect(store.draft.codes).toEqual(renamed('Here'));
});

test('AD-2 a page that has edited nothing follows the other one without asking', async () => {
  const { store, answers } = draftStore();
  const page = renderAdministration(answers);
  await line(/^Complaint/);
  store.draft = byOtherPage('other-1', 'There');
  look(page);
  expect(await line(/^There/)).toBeInTheDocument();
  expect(screen.queryByText(CHANGED)).toBeNull();
  expect(draftsIn(page.functions.to('reason-codes/draft'))).toEqual([]);
});

test('AD-2 a page hears of the other one before it saves again; the same edits there are no matter', async () => {
  const { store, answers } = draftStore();
  const page = renderAdministration(answers);
  await rename(/^Complaint/, 'Here');
  await screen.findByText(/^Draft saved/);
  store.draft = byOtherPage('other-1', 'Here');
  const asked = page.functions.to('reason-codes/draft').length;
  look(page);
  await waitFor(() => expect(page.functions.to('reason-codes/draft').length).toBeGreaterThan(asked));
  expect(screen.queryByText(CHANGED)).toBeNull();
  store.draft = byOtherPage('other-2', 'There');
  look(page);
  expect(await screen.findByText(CHANGED)).toBeInTheDocument();
});

test('AD-2 a draft thrown away on the other page is said here, and gone or kept as chosen', async () => {
  const { store, answers } = draftStore();
  const page = renderAdministration(answers);
  await rename(/^Complaint/, 'Here');
  await screen.findByText(/^Draft saved/);
  store.draft = null;
  look(page);
  await screen.findByText('You discarded this draft in another tab');
  await userEvent.click(screen.getByRole('button', { name: 'Use the other' }));
  expect(await line(/^Complaint/)).toBeInTheDocument();
  expect(store.draft).toBeNull();
});

test('AD-2 the other page published: its draft is none here, either', async () => {
  const { store, answers } = draftStore();
  const tree = { version: 42, publishedAt: '2026-11-12T10:23:00.000Z', codes: renamed('Here') };
  let isPublished = false;
  const page = renderAdministration({
    ...answers,
    'reason-codes/current': (body) =>
      isPublished
        ? { version: 42, tree, mostUsed: null }
        : { version: 41, tree: body.knownVersion === '41' ? null : PUBLISHED, mostUsed: null },
  });
  await rename(/^Complaint/, 'Here');
  await screen.findByText(/^Draft saved/);
  store.draft = null;
  isPublished = true;
  look(page);
  await waitFor(() => expect(screen.queryByText(/^Draft ·/)).toBeNull());
  expect(await line(/^Here/)).toBeInTheDocument();
  expect(screen.queryByText(/another tab|while you were editing/)).toBeNull();
});

test('AD-2 a choice that cannot be carried out is said, and stays', async () => {
  const { store, answers } = draftStore();
  let works = true;
  renderAdministration({
    ...answers,
    'reason-codes/current': () => (works ? { version: 41, tree: PUBLISHED, mostUsed: null } : unreachable),
  });
  await rename(/^Complaint/, 'Here');
  store.draft = byOtherPage('other-1', 'There');
  const notice = (await screen.findByText(CHANGED)).closest('[role="status"]') as HTMLElement;
  works = false;
  await userEvent.click(within(notice).getByRole('button', { name: 'Use the other' }));
  await waitFor(() => expect(notice).not.toHaveTextContent('Neither is lost'));
  works = true;
  await userEvent.click(within(notice).getByRole('button', { name: 'Use the other' }));
  expect(await line(/^There/)).toBeInTheDocument();
});

test('AD-2 what a closed page could not send meets what another page has saved since', async () => {
  const { answers } = draftStore(byOtherPage('other-1', 'There'));
  const left = { baseVersion: 41, codes: renamed('Left'), tab: 'e'.repeat(32), onto: null, at: Date.now() };
  localStorage.setItem(`interaction-history:reason-draft:${WORKER}`, JSON.stringify(left));
  renderAdministration(answers);
  expect(await screen.findByText(CHANGED)).toBeInTheDocument();
  expect(await line(/^Left/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Use the other' }));
  expect(await line(/^There/)).toBeInTheDocument();
});
