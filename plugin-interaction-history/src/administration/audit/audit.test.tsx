import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AuditEntry, AuditListResponse } from '@interaction-history/shared/src/contract/audit';
import { refusal } from '../../testing/fake-functions';
import { TASK } from '../../testing/fixtures';
import { offerModules } from '../shell/late-pages';
import { registerPage } from '../shell/register-page';
import { line, renderAdministration, violationsIn } from '../testing/render-administration';
import { AuditPage } from './AuditPage';
import { byPerson } from './by-person';

const KIM = { sid: `WK${'2'.padStart(32, '0')}`, name: 'Kim Lee' };
const DANA = { sid: `WK${'5'.padStart(32, '0')}`, name: '=Dana Brooks' };
const entry = (id: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: '2026-11-19T13:58:02.000Z',
  worker: KIM,
  roles: ['agent'],
  action: 'customer.lookup',
  taskSid: TASK,
  customerIds: ['customer-1'],
  others: 1,
  interactionId: null,
  outcome: null,
  endpoint: null,
  correlationId: '5c1d90e2-aaaa',
  ...more,
});
const DAVID = { customerId: 'customer-1', name: 'David Okafor', accountNumber: 'C-20714' };
const ANSWER: AuditListResponse = {
  customers: [DAVID],
  entries: [
    entry('1'),
    entry('2', { action: 'interaction.amend' }),
    entry('3', { worker: DANA, taskSid: null, action: 'interaction.list' }),
    entry('4', { worker: DANA, taskSid: null, action: 'refused', endpoint: 'customers/search', outcome: 'rate_limited' }),
  ],
  nextCursor: 'next',
};

beforeAll(() => {
  offerModules();
  registerPage('audit', AuditPage);
});
const open = async (answers: Parameters<typeof renderAdministration>[0], locale = 'en-GB') => {
  const page = renderAdministration(answers, { locale });
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: /Audit|監査/ }));
  return page;
};
const asked = ({ functions }: ReturnType<typeof renderAdministration>) => functions.to('audit/list').map(({ body }) => body);

test('PR-2 who looked at this customer: by person and entry, further pages, one person alone', async () => {
  const page = await open({
    'audit/list': ({ cursor, workerSid }) =>
      cursor || workerSid ? { ...ANSWER, entries: [entry('5', { worker: DANA })], nextCursor: null } : ANSWER,
  });
  await userEvent.type(screen.getByRole('textbox', { name: 'Who looked at this customer?' }), 'C-20714{enter}');
  expect(await screen.findByText('2 people, 4 times: David Okafor, C-20714')).toBeInTheDocument();
  const people = within(screen.getByRole('region', { name: 'By person' }));
  expect(people.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Looked at'),
    expect.stringMatching(/^Kim LeeAgent11–/),
    expect.stringMatching(/^=Dana BrooksAgent101/),
  ]);
  const entries = within(screen.getByRole('region', { name: 'Entries' }));
  expect(entries.getByText('Was refused · customers/search')).toBeInTheDocument();
  expect(entries.getByText('too much in a minute')).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
  expect(asked(page)[0]).toMatchObject({ text: 'C-20714' });
  const { from, to } = asked(page)[0] as { from: string; to: string };
  expect(Date.parse(to) - Date.parse(from)).toBe(30 * 86_400_000);

  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('5 entries shown')).toBeInTheDocument();
  expect(asked(page)[1]).toMatchObject({ cursor: 'next', to });
  await userEvent.click(people.getByRole('button', { name: 'Kim Lee' }));
  expect(await screen.findByText('1 entry shown')).toBeInTheDocument();
  expect(asked(page)[2]).toMatchObject({ text: 'C-20714', workerSid: KIM.sid });
});

test('PR-2 what was done, of a kind, in a span; nothing found; the CSV runs nothing', async () => {
  const page = await open({ 'audit/list': ({ action }) => (action ? { customers: [], entries: [], nextCursor: null } : ANSWER) });
  expect(screen.getByRole('button', { name: 'CSV' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  await screen.findByText('4 entries shown');
  let file: Blob | undefined;
  URL.createObjectURL = (blob: Blob) => {
    file = blob;
    return 'blob:1';
  };
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  const text = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsText(file as Blob);
  });
  expect(text.split('\r\n')).toHaveLength(6);
  expect(text).toContain("'=Dana Brooks");
  expect(text).toContain('rate_limited');

  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What was done' }), 'Searched');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'In the last' }), '24 hours');
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByText('No entries')).toBeInTheDocument();
  expect(asked(page)[1]).toMatchObject({ action: 'customer.search' });
  expect(asked(page)[1]).not.toHaveProperty('text');
});

test('PR-2 a failure says why and is tried again; Japanese', async () => {
  let isDown = true;
  await open({ 'audit/list': () => (isDown ? refusal(503, 'upstream_unavailable') : ANSWER) }, 'ja');
  await userEvent.click(screen.getByRole('button', { name: '表示' }));
  expect(await screen.findByText('監査記録を読み込めませんでした')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: /再試行/ }));
  expect((await screen.findAllByText('発信者を検索')).length).toBeGreaterThan(1);
});

test('PR-2 supervisors have no tab of it', async () => {
  renderAdministration({}, { roles: ['supervisor'] });
  await line(/^Billing/);
  expect(screen.queryByRole('tab', { name: 'Audit' })).toBeNull();
  expect(screen.getByRole('tab', { name: 'To check' })).toBeInTheDocument();
});

test('refusals and reading the trail are neither looking nor changing', () => {
  expect(byPerson([entry('1', { action: 'refused' }), entry('2', { action: 'audit.read' })])).toEqual([]);
});
