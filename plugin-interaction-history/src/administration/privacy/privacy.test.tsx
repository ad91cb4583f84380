import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FoundPeople } from '@interaction-history/shared/src/contract/privacy';
import { refusal } from '../../testing/fake-functions';
import { offerModules } from '../shell/late-pages';
import { registerPage } from '../shell/register-page';
import { line, renderAdministration, violationsIn } from '../testing/render-administration';
import { personFile } from './export-person';
import { PrivacyPage } from './PrivacyPage';
import { en } from './words.en';

const RITA = { sid: `WK${'3'.padStart(32, '0')}`, name: 'Rita Admin' };
const AT = '2026-11-03T09:00:00.000Z';
const person = (customerId: string, more: Partial<FoundPeople['people'][number]> = {}): FoundPeople['people'][number] => ({
  customer: {
    customerId,
    name: 'Priya Natarajan',
    company: null,
    accountNumber: customerId === 'priya' ? 'C-14380' : null,
    email: customerId === 'priya' ? null : 'priya.n@mail.example',
    phones: ['+14155550119'],
    salesforce: null,
    updatedAt: AT,
  },
  held: { customers: 1, identities: 2, interactions: 8, audit: 64 },
  hold: null,
  sameAs: [customerId === 'priya' ? 'chat' : 'priya'],
  ...more,
});
const FOUND: FoundPeople = { people: [person('priya'), person('chat')], more: false, unfinished: [] };
const DONE = { outcome: 'erased', erased: { customers: 2, interactions: 16 }, at: AT };

beforeAll(() => {
  offerModules();
  registerPage('privacy', PrivacyPage);
});
const open = async (answers: Parameters<typeof renderAdministration>[0], locale = 'en-GB') => {
  const page = renderAdministration({ 'privacy/find': () => FOUND, ...answers }, { locale });
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: /Privacy|プライバシー/ }));
  await userEvent.type(screen.getByRole('textbox', { name: /Find a person|個人を検索/ }), 'C-14380{enter}');
  return page;
};
const sent = (
  { functions }: ReturnType<typeof renderAdministration>,
  path: 'privacy/erase' | 'privacy/hold' | 'privacy/export',
) => functions.to(path).map(({ body }) => body);
const choose = async (): Promise<void> => {
  for (const box of await screen.findAllByRole('checkbox')) await userEvent.click(box);
};

test('PR-1 who was found is chosen, what is held is added up, and erasing is confirmed by typing the number, goes on until done', async () => {
  const answers = [{ outcome: 'continues', erased: { customers: 2 }, at: AT }, refusal(503, 'upstream_unavailable'), DONE];
  const page = await open({ 'privacy/erase': () => answers.shift() ?? DONE });
  expect(await screen.findByText('Perhaps one person')).toBeInTheDocument();
  await choose();
  const held = within(screen.getByRole('region', { name: 'What is held' }));
  expect(held.getByRole('row', { name: /^Interactions.*16/ })).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Erase…' }));
  const confirm = screen.getByRole('textbox', { name: 'Type C-14380 to confirm' });
  expect(confirm).toHaveFocus();
  expect(await violationsIn(page.container)).toEqual([]);
  const now = screen.getByRole('button', { name: 'Erase for good' });
  await userEvent.type(confirm, 'C-1438{enter}');
  expect(now).toBeDisabled();
  await userEvent.type(screen.getByRole('textbox', { name: 'Reference' }), 'Priya asked');
  await userEvent.type(confirm, '0');
  expect(now).toBeDisabled();
  await userEvent.clear(screen.getByRole('textbox', { name: 'Reference' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Reference' }), 'DSR-1{enter}');

  expect(await screen.findByText('It stopped: 2 are erased')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText('Erased: 18 documents')).toBeInTheDocument();
  expect(sent(page, 'privacy/erase')).toHaveLength(3);
  expect(sent(page, 'privacy/erase')[0]).toMatchObject({ confirm: 'C-14380', reference: 'DSR-1' });
  expect(screen.queryByText('Priya Natarajan')).toBeNull();
});

test('PR-6 a hold is placed with a note and lifted; while it stands, erasing is off', async () => {
  let hold: FoundPeople['people'][number]['hold'] = null;
  const page = await open({
    'privacy/find': () => ({ ...FOUND, people: [person('priya', { hold, sameAs: [] })] }),
    'privacy/hold': ({ note }) => {
      hold = note === 'LC-1' ? { by: RITA, at: AT, note: 'LC-1' } : null;
      return { hold, isSettled: true };
    },
  });
  await choose();
  await userEvent.type(screen.getByRole('textbox', { name: 'Note or reference' }), 'LC-1{enter}');
  expect(await screen.findByText(/Placed by Rita Admin: LC-1/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Erase…' })).toBeDisabled();
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Lift the hold' }));
  expect(await screen.findByText(en.noHold)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Erase…' })).toBeEnabled();
  expect(sent(page, 'privacy/hold')).toMatchObject([{ note: 'LC-1' }, {}]);
});

test('PR-1 an unfinished erasure is continued; nothing found says so; a failure is tried again; Japanese', async () => {
  let isDown = true;
  const unfinished = [{ customerIds: ['gone'], at: AT, by: RITA }];
  const page = await open(
    {
      'privacy/find': () => (isDown ? refusal(503, 'upstream_unavailable') : { people: [], more: false, unfinished }),
      'privacy/erase': () => DONE,
    },
    'ja',
  );
  expect(await screen.findByText('検索できませんでした')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: /再試行/ }));
  expect(await screen.findByText('保有データはありません')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: '続行' }));
  expect(await screen.findByText('消去しました: 18 件')).toBeInTheDocument();
  expect(sent(page, 'privacy/erase')).toHaveLength(1);
});

test('PR-1 the export joins its pages, each document once, and what people typed runs nothing', async () => {
  const document = {
    kind: 'interactions',
    id: 'one',
    content: { comment: '<script>alert(1)</script>', actions: [], seconds: 61 },
  };
  const page = await open({
    'privacy/export': ({ cursor }) => ({ documents: [document], nextCursor: cursor ? null : 'next' }),
  });
  await choose();
  URL.createObjectURL = () => 'blob:1';
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await userEvent.click(screen.getByRole('button', { name: 'Export (to read)' }));
  expect(await screen.findByText(/^Exported: interaction-history-person-\d{14}\.html, 1 document$/)).toBeInTheDocument();
  expect(sent(page, 'privacy/export')).toHaveLength(2);
  const { text } = personFile([document], 'html', en);
  expect(text).not.toContain('<script>');
  expect(text).toContain('<dt>seconds</dt><dd>61</dd>');
  expect(JSON.parse(personFile([document], 'json', en).text)).toMatchObject({ documents: [document] });
});

test('PR-1 supervisors have no tab of it', async () => {
  renderAdministration({}, { roles: ['supervisor'] });
  await line(/^Billing/);
  expect(screen.queryByRole('tab', { name: 'Privacy' })).toBeNull();
});
