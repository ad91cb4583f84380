import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setOnline } from '../testing/set-online';
import { json, never, refusal, unreachable } from '../testing/fake-functions';
import { QUEUE } from '../testing/fixtures';
import { aCode, aRevision, CODES, line, PUBLISHED, renderAdministration, violationsIn } from './testing/render-administration';

type Page = ReturnType<typeof renderAdministration>;
const review = async (name: string | RegExp): Promise<void> =>
  userEvent.click(screen.getAllByRole('button', { name })[0] as HTMLElement);
const edited = async (page: Page): Promise<Page> => {
  (await line(/^Complaint/)).focus();
  await userEvent.keyboard('{F2}Grievance{Enter}{Insert}Fraud{Enter}');
  return page;
};
const overtaken = () => ({
  outcome: 'stale',
  base: PUBLISHED,
  current: {
    version: 42,
    publishedAt: '2026-11-12T10:23:00.000Z',
    codes: CODES.map((code) => (code.id === 'complaint' ? { ...code, labels: { en: 'Objection' }, queues: [] } : code)),
  },
  by: aRevision(42, 'Marco Ruiz'),
});

const STATES: [name: string, show: () => Promise<Page>][] = [
  ['loading', async () => renderAdministration({ 'reason-codes/current': () => never })],
  [
    'failed',
    async () => {
      const page = renderAdministration({ 'reason-codes/current': () => unreachable });
      await screen.findByText('Couldn’t load the reason codes');
      return page;
    },
  ],
  [
    'forbidden',
    async () => {
      const page = renderAdministration({ 'reason-codes/draft': () => refusal(403, 'forbidden') });
      await screen.findByText('You can’t edit reason codes');
      return page;
    },
  ],
  ['no worker', async () => renderAdministration({}, { workerSid: null })],
  [
    'the tree, open',
    async () => {
      const page = renderAdministration();
      (await line(/^Billing/)).focus();
      await userEvent.keyboard('{ArrowRight}{ArrowDown}');
      return page;
    },
  ],
  ['the tree, edited', async () => edited(renderAdministration())],
  [
    'renaming',
    async () => {
      const page = renderAdministration();
      (await line(/^Billing/)).focus();
      await userEvent.keyboard('{F2}');
      return page;
    },
  ],
  [
    'nothing found',
    async () => {
      const page = renderAdministration();
      await line(/^Billing/);
      await userEvent.type(screen.getByRole('searchbox'), 'zzz');
      return page;
    },
  ],
  [
    'too long a label, offline, queues not loaded',
    async () => {
      const page = renderAdministration({
        'workspace/current': () => unreachable,
        'reason-codes/current': () => ({
          version: 41,
          tree: { ...PUBLISHED, codes: [...CODES, aCode('long', null, 'x'.repeat(80), { order: 9 })] },
          mostUsed: null,
        }),
      });
      (await line(/^x/)).focus();
      act(() => setOnline(false));
      await screen.findByText(/You’re offline/);
      await screen.findByText('Couldn’t load queues and channels');
      return page;
    },
  ],
  [
    'the review',
    async () => {
      const page = await edited(renderAdministration());
      await review('Review and publish');
      return page;
    },
  ],
  [
    'the review with conflicts',
    async () => {
      const page = await edited(renderAdministration({ 'reason-codes/publish': overtaken }));
      await review('Review and publish');
      await userEvent.click(screen.getByRole('button', { name: /^Publish revision/ }));
      await screen.findByRole('radiogroup');
      return page;
    },
  ],
  [
    'the review, refused',
    async () => {
      const page = await edited(
        renderAdministration({
          'reason-codes/publish': () => ({ outcome: 'invalid', issues: [{ codeId: 'complaint', problem: 'cycle' }] }),
        }),
      );
      await review('Review and publish');
      await userEvent.click(screen.getByRole('button', { name: /^Publish revision/ }));
      await screen.findByRole('alert');
      return page;
    },
  ],
  [
    'Japanese',
    async () => {
      const page = renderAdministration({}, { locale: 'ja-JP' });
      (await line(/^請求/)).focus();
      await userEvent.keyboard('{F2}請求書{Enter}');
      await review('確認して公開');
      return page;
    },
  ],
];

test.each(STATES)('the administration has no accessibility violation: %s', async (_, show) => {
  const { container } = await show();
  expect(await violationsIn(container)).toEqual([]);
});

test('AD-1 a failed start is tried again', async () => {
  let works = false;
  renderAdministration({
    'reason-codes/current': () => (works ? { version: 41, tree: PUBLISHED, mostUsed: null } : unreachable),
  });
  await screen.findByText('Couldn’t load the reason codes');
  works = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await line(/^Billing/)).toBeInTheDocument();
});

test('AD-1 an editor without a worker is told why nothing is there, and no Function is asked', async () => {
  const { functions } = renderAdministration({}, { workerSid: null });
  expect(await screen.findByText('You don’t have a Flex worker')).toBeInTheDocument();
  expect(functions.sent).toEqual([]);
});

test('RC-2 in Japanese the tree shows Japanese labels, and a rename is a Japanese one', async () => {
  renderAdministration({}, { locale: 'ja-JP' });
  (await line(/^請求/)).focus();
  await userEvent.keyboard('{F2}請求書{Enter}');
  expect(await line(/^請求書/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'ラベル(英語)' })).toHaveValue('Billing');
});

test('AD-1 Retry after a failed start brings queues and channels, too', async () => {
  let works = false;
  renderAdministration({
    'reason-codes/current': () => (works ? { version: 41, tree: PUBLISHED, mostUsed: null } : unreachable),
  });
  await screen.findByText('Couldn’t load the reason codes');
  works = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  const queues = await screen.findByRole('combobox', { name: 'Queues' });
  expect(await within(queues).findByRole('option', { name: 'Orders EN' })).toBeInTheDocument();
  expect(queues).toBeEnabled();
});

test('AD-1 queues and channels that fail by themselves are said where no code is chosen, too, and are tried again', async () => {
  let works = false;
  const { functions } = renderAdministration({
    'reason-codes/current': () => ({ version: 41, tree: { ...PUBLISHED, codes: [] }, mostUsed: null }),
    'workspace/current': () =>
      works ? { queues: [{ sid: QUEUE, name: 'Billing EN' }], channels: [], complete: true } : unreachable,
  });
  await screen.findByText('Couldn’t load queues and channels');
  works = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await screen.findByRole('option', { name: 'Billing EN' })).toBeInTheDocument();
  expect(functions.to('workspace/current')).toHaveLength(2);
});

test('AD-1 the tabs and their focus outlive the loading of the tree', async () => {
  let give: (answer: object) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => (give = (body) => resolve(json(200, body))));
  renderAdministration({ 'reason-codes/current': () => () => answer });
  const tab = screen.getByRole('tab', { name: 'Reason codes' });
  tab.focus();
  expect(screen.getByText('Loading the reason codes…').closest('[role="status"]')).not.toBeNull();
  await act(async () => give({ version: 41, tree: PUBLISHED, mostUsed: null }));
  expect(await line(/^Billing/)).toBeInTheDocument();
  expect(tab).toHaveFocus();
});
