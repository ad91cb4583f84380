import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { json, never, refusal } from '../../testing/fake-functions';
import { WORKER } from '../../testing/fixtures';
import {
  aCode,
  aRevision,
  CODES,
  draftsIn,
  line,
  PUBLISHED,
  renderAdministration,
  violationsIn,
} from '../testing/render-administration';

// each test edits, reviews and publishes in a whole page
jest.setTimeout(20_000);

type Page = ReturnType<typeof renderAdministration>;
const changed = (id: string, more: Partial<ReasonCode>): ReasonCode[] =>
  CODES.map((code) => (code.id === id ? { ...code, ...more } : code));
const review = async (): Promise<void> =>
  userEvent.click(screen.getAllByRole('button', { name: 'Review and publish' })[0] as HTMLElement);
const publishButton = (): HTMLElement => screen.getByRole('button', { name: /^Publish revision/ });
const published = ({ functions }: Page): { baseVersion: string; codes: ReasonCode[]; note: string }[] =>
  functions.to('reason-codes/publish').map(({ body }) => ({
    baseVersion: body.baseVersion ?? '',
    codes: JSON.parse(body.codes ?? '[]') as ReasonCode[],
    note: body.note ?? '',
  }));
/** Marco renamed Complaint, too, and added a code. */
const THEIRS = [
  ...changed('complaint', { labels: { en: 'Grievance', ja: 'Complaint 日本' } }),
  aCode('esim', null, 'eSIM not activated', { order: 9 }),
];
const stale = () => ({
  outcome: 'stale',
  base: PUBLISHED,
  current: { version: 42, publishedAt: '2026-11-12T10:23:00.000Z', codes: THEIRS },
  by: aRevision(42, 'Marco Ruiz'),
});
const renameComplaint = async (name: string): Promise<void> => {
  (await line(/^Complaint/)).focus();
  await userEvent.keyboard(`{F2}${name}{Enter}`);
};

test('AD-2 publishing shows what changes, in words, and takes the note along', async () => {
  const page = renderAdministration({
    'reason-codes/publish': () => ({ outcome: 'published', revision: aRevision(42, 'Rita Admin') }),
  });
  await renameComplaint('Complaint, formal');
  await userEvent.keyboard('{Insert}Fraud{Enter}{Alt>}{ArrowUp}{/Alt}');
  (await line(/^Billing/)).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Delete}');
  await review();
  const changes = screen.getByRole('region', { name: 'Your changes' });
  expect(changes).toHaveTextContent('Renamed “Complaint” to “Complaint, formal”');
  expect(changes).toHaveTextContent('Added “Fraud” at the top level');
  expect(changes).toHaveTextContent('No label in Japanese: English is shown. Reports as fraud');
  expect(changes).toHaveTextContent('Retired “Refund” under Billing');
  await userEvent.type(screen.getByRole('textbox', { name: /Note for colleagues/ }), 'After the audit');
  await userEvent.click(publishButton());
  expect(await screen.findByText('Revision 42 is published')).toBeInTheDocument();
  expect(published(page)).toMatchObject([{ baseVersion: '41', note: 'After the audit' }]);
  expect(screen.queryByText(/Draft ·/)).toBeNull();
  await line(/^Complaint, formal/);
  // the draft is thrown away
  await waitFor(() => expect(draftsIn(page.functions.to('reason-codes/draft')).pop()?.codes).toBeNull());
});

test('AD-2 the second of two editors is told and nothing is overwritten: both versions, publishing waits for every choice', async () => {
  let answers = 0;
  const page = renderAdministration({
    'reason-codes/publish': () => (answers++ === 0 ? stale() : { outcome: 'published', revision: aRevision(43, 'Rita Admin') }),
  });
  await renameComplaint('Complaint (mine)');
  (await line(/^Billing/)).focus();
  await userEvent.keyboard('{F2}Bills{Enter}');
  await review();
  await userEvent.click(publishButton());
  expect(await screen.findByText(/Marco Ruiz published revision 42/)).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Your other changes' })).toHaveTextContent('“Billing” to “Bills”');
  expect(screen.getByRole('region', { name: 'Marco Ruiz’s changes, kept' })).toHaveTextContent('Added “eSIM not activated”');
  const choice = screen.getByRole('radiogroup', { name: 'Label of Grievance' });
  expect(
    within(choice)
      .getAllByRole('radio')
      .map((radio) => (radio as HTMLInputElement).checked),
  ).toEqual([false, false]);
  expect(publishButton()).toBeDisabled();
  expect(screen.getByText('1 choice is left')).toBeInTheDocument();
  await userEvent.click(within(choice).getByRole('radio', { name: /Yours/ }));
  await userEvent.click(publishButton());
  await screen.findByText('Revision 43 is published');
  const [, second] = published(page);
  expect(second?.baseVersion).toBe('42');
  expect(second?.codes.map(({ labels }) => labels.en)).toEqual(
    expect.arrayContaining(['Complaint (mine)', 'Bills', 'eSIM not activated']),
  );
});

test('AD-2 choosing the other version publishes theirs', async () => {
  let answers = 0;
  const page = renderAdministration({
    'reason-codes/publish': () => (answers++ === 0 ? stale() : { outcome: 'published', revision: aRevision(43) }),
  });
  await renameComplaint('Complaint (mine)');
  (await line(/^Billing/)).focus();
  await userEvent.keyboard('{F2}Bills{Enter}');
  await review();
  await userEvent.click(publishButton());
  await userEvent.click(await screen.findByRole('radio', { name: /Marco Ruiz’s, published/ }));
  await userEvent.click(publishButton());
  await screen.findByText('Revision 43 is published');
  expect(published(page)[1]?.codes.map(({ labels }) => labels.en)).toContain('Grievance');
});

test('AD-2 an answer lost on its way: the second try finds the own publication and ends well', async () => {
  let mine: ReasonCode[] = [];
  renderAdministration({
    'reason-codes/publish': (body) => {
      const codes = JSON.parse(body.codes ?? '[]') as ReasonCode[];
      if (mine.length === 0) {
        mine = codes;
        return refusal(504, 'deadline_exceeded');
      }
      const by = aRevision(42, 'Rita Admin', { publishedBy: { sid: WORKER, name: 'Rita Admin' } });
      return { ...stale(), current: { version: 42, publishedAt: by.publishedAt, codes: mine }, by };
    },
  });
  await renameComplaint('Grievance');
  await review();
  await userEvent.click(publishButton());
  expect(await screen.findByText(/A source was too slow.*Your draft is kept/)).toBeInTheDocument();
  await userEvent.click(publishButton());
  expect(await screen.findByText('Revision 42 is published')).toBeInTheDocument();
});

test('AD-4 what the Functions object to is said in words, with the way to the code', async () => {
  renderAdministration({
    'reason-codes/publish': () => ({
      outcome: 'invalid',
      issues: [{ codeId: 'complaint', problem: 'default-reason-unavailable' }],
    }),
  });
  await renameComplaint('Grievance');
  await review();
  await userEvent.click(publishButton());
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Grievance is the reason of tasks that end without the agent');
  await userEvent.click(within(alert).getByRole('button', { name: 'Grievance' }));
  expect(await line(/^Grievance/)).toHaveFocus();
});

test('AD-2 a draft is discarded only after a second thought', async () => {
  const { functions } = renderAdministration();
  await renameComplaint('Grievance');
  await review();
  await userEvent.click(screen.getByRole('button', { name: 'Discard my draft' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
  await userEvent.click(screen.getByRole('button', { name: 'Discard my draft' }));
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(await line(/^Complaint/)).toBeInTheDocument();
  await waitFor(() => expect(draftsIn(functions.to('reason-codes/draft')).pop()).toMatchObject({ baseVersion: 41, codes: null }));
});

test('AD-2 while it is sent nothing can be sent twice', async () => {
  const page = renderAdministration({ 'reason-codes/publish': () => never });
  await renameComplaint('Grievance');
  await review();
  await userEvent.click(publishButton());
  expect(screen.getByRole('button', { name: 'Publishing…' })).toBeDisabled();
  expect(published(page)).toHaveLength(1);
});

test('AD-2 a draft of an earlier revision opens with what was published since', async () => {
  renderAdministration({
    'reason-codes/draft': () => ({
      outcome: 'current',
      draft: {
        baseVersion: 41,
        codes: changed('complaint', { commentRequired: false }),
        savedAt: '2026-11-12T09:00:00.000Z',
        revision: 'r1',
        tab: 'a page of before',
      },
      others: [{ sid: 'WK2', name: 'Marco Ruiz', savedAt: '2026-11-12T10:00:00.000Z' }],
    }),
    'reason-codes/current': () => ({ version: 42, tree: stale().current, mostUsed: null }),
    'reason-codes/revisions': (body) => ({
      revisions: [aRevision(42, 'Marco Ruiz'), aRevision(41)],
      more: false,
      tree: body.version === '41' ? PUBLISHED : null,
    }),
  });
  expect(await screen.findByText('Marco Ruiz published revision 42 while you were editing')).toBeInTheDocument();
  expect(screen.getByText('Marco Ruiz is editing too')).toBeInTheDocument();
  expect(await line(/^Complaint.*Changed/)).toBeInTheDocument();
  await review();
  expect(screen.getByText(/don’t overlap: both are kept/)).toBeInTheDocument();
  expect(publishButton()).toBeEnabled();
});

/** An answer that comes when the test says so. */
function later() {
  let give: (answer: object) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => (give = (body) => resolve(json(200, body))));
  return { wait: () => answer, give: (body: object) => act(async () => give(body)) };
}

test('AD-2 what is edited while a publication is on its way stays: a draft over what was published, and saved', async () => {
  const { wait, give } = later();
  const page = renderAdministration({
    'reason-codes/publish': (_, nth) => (nth === 1 ? wait : { outcome: 'published', revision: aRevision(43) }),
  });
  await renameComplaint('Grievance');
  await review();
  await userEvent.click(publishButton());
  await userEvent.click(screen.getByRole('button', { name: 'Back to the tree' }));
  (await line(/^Billing/)).focus();
  await userEvent.keyboard('{F2}Bills{Enter}');
  await review();
  // an edit does not make a second publication of what is on its way
  expect(screen.getByRole('button', { name: 'Publishing…' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Back to the tree' }));
  await give({ outcome: 'published', revision: aRevision(42, 'Rita Admin') });
  expect(await screen.findByText('Revision 42 is published')).toBeInTheDocument();
  expect(screen.getByText(/What you changed since is in your draft/)).toBeInTheDocument();
  expect(screen.getByText('Draft · 1 change')).toBeInTheDocument();
  await waitFor(() => {
    const draft = draftsIn(page.functions.to('reason-codes/draft')).pop();
    expect(draft?.baseVersion).toBe(42);
    expect(draft?.codes?.map(({ labels }) => labels.en)).toEqual(expect.arrayContaining(['Grievance', 'Bills']));
  });
  await review();
  expect(screen.getByRole('region', { name: 'Your changes' })).toHaveTextContent('Renamed “Billing” to “Bills”');
  expect(screen.getByRole('region', { name: 'Your changes' })).not.toHaveTextContent('Grievance');
  await userEvent.click(publishButton());
  await screen.findByText('Revision 43 is published');
  expect(published(page)[1]).toMatchObject({ baseVersion: '42' });
});

test('AD-2 an edit made while a merge is on its way is the last word on its code, as a draft', async () => {
  const { wait, give } = later();
  const page = renderAdministration({ 'reason-codes/publish': (_, nth) => (nth === 1 ? stale() : wait) });
  await renameComplaint('Complaint (mine)');
  await review();
  await userEvent.click(publishButton());
  await userEvent.click(await screen.findByRole('radio', { name: /Marco Ruiz’s, published/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Back to the tree' }));
  (await line(/^Billing/)).focus();
  await userEvent.keyboard('{F2}Bills{Enter}');
  await review();
  await userEvent.click(publishButton());
  await userEvent.click(screen.getByRole('button', { name: 'Back to the tree' }));
  await renameComplaint('Third thoughts');
  await give({ outcome: 'published', revision: aRevision(43, 'Rita Admin') });
  expect(await screen.findByText('Draft · 1 change')).toBeInTheDocument();
  await review();
  expect(screen.getByRole('region', { name: 'Your changes' })).toHaveTextContent('Renamed “Grievance” to “Third thoughts”');
  expect(published(page)[1]?.codes.map(({ labels }) => labels.en)).toEqual(expect.arrayContaining(['Grievance', 'Bills']));
});

test('AD-2 news that comes before the own answer is not taken for a colleague’s', async () => {
  const { wait, give } = later();
  let isThere = false;
  const page = renderAdministration({
    'reason-codes/publish': () => wait,
    'reason-codes/revisions': (body) =>
      isThere
        ? { revisions: [aRevision(42, 'Rita Admin')], more: false, tree: body.version === '42' ? stale().current : null }
        : { revisions: [aRevision(41)], more: false, tree: null },
    'reason-codes/current': (body) =>
      isThere
        ? { version: 42, tree: stale().current, mostUsed: null }
        : { version: 41, tree: body.knownVersion === '41' ? null : PUBLISHED, mostUsed: null },
  });
  await renameComplaint('Grievance');
  await review();
  await userEvent.click(publishButton());
  isThere = true;
  page.unmount();
  page.again();
  await waitFor(() => expect(page.functions.to('reason-codes/current').length).toBeGreaterThan(1));
  await waitFor(() => expect(page.functions.to('reason-codes/revisions').length).toBeGreaterThan(1));
  expect(screen.queryByText(/while you were editing/)).toBeNull();
  await give({ outcome: 'published', revision: aRevision(42, 'Rita Admin') });
  expect(await screen.findByText('Revision 42 is published')).toBeInTheDocument();
});

test('AD-2 what a colleague published is compared from the review, and the way back leads there, the note kept', async () => {
  let isThere = false;
  const page = renderAdministration({
    'reason-codes/publish': () => {
      isThere = true;
      return stale();
    },
    'reason-codes/revisions': (body) => ({
      revisions: [...(isThere ? [aRevision(42, 'Marco Ruiz')] : []), aRevision(41)],
      more: false,
      tree: body.version === '41' ? PUBLISHED : body.version === '42' ? stale().current : null,
    }),
  });
  await renameComplaint('Mine');
  await review();
  await userEvent.type(screen.getByRole('textbox', { name: /Note for colleagues/ }), 'Why');
  await userEvent.click(publishButton());
  // a time of another day says which
  expect(await screen.findByText(/^Marco Ruiz published revision 42, 12 Nov \d\d:23, while/)).toBeInTheDocument();
  expect(screen.getByText(/^Marco Ruiz, 12 Nov/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Compare 41 and 42' }));
  const compare = within(await screen.findByRole('region', { name: 'Compare' }));
  expect(await compare.findByText(/“Complaint” to “Grievance”/)).toBeInTheDocument();
  expect(compare.getByRole('combobox', { name: 'From' })).toHaveValue('41');
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Back to the review' }));
  expect(screen.getByRole('textbox', { name: /Note for colleagues/ })).toHaveValue('Why');
  expect(screen.getByRole('radiogroup', { name: 'Label of Grievance' })).toBeInTheDocument();
});
