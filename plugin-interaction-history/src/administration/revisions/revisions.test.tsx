import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import { aRevision, CODES, line, PUBLISHED, renderAdministration, violationsIn } from '../testing/render-administration';

type Page = ReturnType<typeof renderAdministration>;
const named = (en: string): ReasonCode[] =>
  CODES.map((code) => (code.id === 'complaint' ? { ...code, labels: { ...code.labels, en } } : code));
const TREES: Record<string, ReasonCode[]> = {
  '41': CODES,
  '40': named('Objection').filter(({ id }) => id !== 'billing_invoice'),
  '39': named('Grumble').filter(({ id }) => id !== 'billing_invoice'),
  '21': named('Old').filter(({ id }) => id !== 'billing_invoice'),
};
const revisions = (body: Record<string, string>) => ({
  revisions:
    body.before === undefined
      ? Array.from({ length: 20 }, (_, n) =>
          aRevision(41 - n, n === 0 ? 'Lena Fischer' : 'Marco Ruiz', { note: n === 1 ? 'Audit' : '' }),
        )
      : [aRevision(21, 'Ada Agent')],
  more: body.before === undefined,
  tree:
    body.version === undefined ? null : { version: Number(body.version), publishedAt: null, codes: TREES[body.version] ?? CODES },
});
const open = async (answers: Parameters<typeof renderAdministration>[0] = {}): Promise<Page> => {
  const page = renderAdministration({ 'reason-codes/revisions': revisions, ...answers });
  await line(/^Complaint/);
  await userEvent.click(screen.getByRole('button', { name: 'Revisions' }));
  return page;
};
const compare = (): HTMLElement => screen.getByRole('region', { name: 'Compare' });
const choose = async (version: number): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name: new RegExp(`^Revision ${version}`) }));

test('AD-2 revisions are listed newest first with author, time and note, page by page; each is told against the one before', async () => {
  const page = await open();
  const list = await screen.findByRole('region', { name: 'Revisions, newest first' });
  const entries = await within(list).findAllByRole('listitem');
  expect(entries[0]).toHaveTextContent('Revision 41Published nowLena Fischer, 12 Nov 08:14');
  expect(entries[1]).toHaveTextContent('Audit');
  await choose(40);
  expect(await within(compare()).findByText(/“Grumble” to “Objection”/)).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await within(list).findByText(/Ada Agent/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('AD-2 any two revisions are compared', async () => {
  await open();
  await choose(41);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'From' }), 'Revision 39');
  expect(await within(compare()).findByText(/“Grumble” to “Complaint”/)).toBeInTheDocument();
  expect(compare()).toHaveTextContent('Added “Invoice query” under Billing');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'From' }), 'Revision 41');
  expect(await within(compare()).findByText('No differences.')).toBeInTheDocument();
});

test('AD-2 a revision is restored after a confirmation; what was published meanwhile is listed first and not overwritten', async () => {
  const answers = [
    { outcome: 'stale', base: PUBLISHED, current: { ...PUBLISHED, version: 42 }, by: aRevision(42, 'Marco Ruiz') },
    { outcome: 'published', revision: aRevision(43, 'Rita Admin') },
  ];
  const page = await open({ 'reason-codes/restore': (_, nth) => answers[nth - 1] as object });
  await choose(39);
  await userEvent.click(screen.getByRole('button', { name: 'Restore 39…' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Agents see it on their next task');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(page.functions.to('reason-codes/restore')).toEqual([]);
  for (const words of [/Not restored: Marco Ruiz published revision 42/, /Revision 39 is published again, as revision 43/]) {
    await userEvent.click(await screen.findByRole('button', { name: 'Restore 39…' }));
    await userEvent.click(screen.getByRole('button', { name: 'Restore revision 39' }));
    expect(await screen.findByText(words)).toBeInTheDocument();
  }
  expect(page.functions.to('reason-codes/restore').map(({ body }) => [body.baseVersion, body.version])).toEqual([
    ['41', '39'],
    ['41', '39'],
  ]);
});

test('AD-2 restoring what would take the default reason away says why it is refused', async () => {
  await open({
    'reason-codes/restore': () => ({
      outcome: 'invalid',
      issues: [{ codeId: 'complaint', problem: 'default-reason-unavailable' }],
    }),
  });
  await choose(39);
  await userEvent.click(screen.getByRole('button', { name: 'Restore 39…' }));
  await userEvent.click(screen.getByRole('button', { name: 'Restore revision 39' }));
  expect(await screen.findByText(/Complaint is the reason of tasks that end without the agent/)).toBeInTheDocument();
});

test('AD-2 a revision opened as a draft keeps later codes, retired, and is one step to undo', async () => {
  const page = await open();
  await choose(39);
  await userEvent.click(screen.getByRole('button', { name: 'Open 39 as a draft' }));
  expect(await line(/^Grumble/)).toBeInTheDocument();
  (await line(/^Grumble/)).focus();
  await userEvent.click(screen.getByRole('button', { name: 'Review and publish' }));
  expect(screen.getByRole('region', { name: 'Your changes' })).toHaveTextContent('Retired “Invoice query”');
  await userEvent.click(screen.getByRole('button', { name: 'Back to the tree' }));
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(await line(/^Complaint/)).toBeInTheDocument();
  expect(page.functions.to('reason-codes/restore')).toEqual([]);
});

test('AD-2 revisions that cannot be read are tried again', async () => {
  let works = true;
  const page = renderAdministration({ 'reason-codes/revisions': (body) => (works ? revisions(body) : unreachable) });
  await line(/^Complaint/);
  works = false;
  await userEvent.click(screen.getByRole('button', { name: 'Revisions' }));
  expect(await screen.findByText('Couldn’t load the revisions')).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
  works = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  await choose(40);
});

test.each([
  ['one revision’s tree is missing', () => refusal(404, 'not_found'), 'Couldn’t read the revision'],
  ['one revision’s tree is slow', () => never, 'Reading the two revisions…'],
])('AD-2 %s: said in its place, the list stays', async (_, answer, words) => {
  await open({ 'reason-codes/revisions': (body) => (body.version === '39' ? answer() : revisions(body)) });
  await choose(40);
  expect(await within(compare()).findByText(words)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /^Revision 39/ })).toBeEnabled();
});

test('AD-2 before the first publication there is nothing to list', async () => {
  await open({ 'reason-codes/revisions': () => ({ revisions: [], more: false, tree: null }) });
  expect(await screen.findByText('Nothing has been published yet')).toBeInTheDocument();
});
