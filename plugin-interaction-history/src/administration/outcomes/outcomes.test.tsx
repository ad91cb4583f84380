import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { refusal } from '../../testing/fake-functions';
import { anEntry, QUEUE, WORKER } from '../../testing/fixtures';
import { offerModules } from '../shell/late-pages';
import { registerPage } from '../shell/register-page';
import { line, renderAdministration, violationsIn } from '../testing/render-administration';
import { OutcomesPage } from './OutcomesPage';

const amounts = (counts: number, defaults = 0) => ({ counts, defaults, timed: counts, seconds: counts * 402 });
const REPORT: OutcomeReportResponse = {
  timeZone: 'UTC',
  recounted: null,
  before: { from: '2026-10-23', to: '2026-11-05' },
  total: { now: amounts(1_500, 67), before: amounts(1_400, 91) },
  reasons: [
    { reasonId: 'billing_refund', now: amounts(900), before: amounts(800), channels: { voice: 600, web: 300 } },
    { reasonId: 'billing_invoice', now: amounts(500), before: amounts(590), channels: { voice: 500 } },
    { reasonId: 'complaint', now: amounts(100, 67), before: amounts(10), channels: { web: 100 } },
  ],
  days: [
    { day: '2026-11-06', counts: 1_000, before: 700 },
    { day: '2026-11-07', counts: 500, before: 700 },
  ],
  queues: [{ queueSid: QUEUE, now: amounts(1_500, 67), before: amounts(1_400, 91) }],
  workers: [{ workerSid: WORKER, name: 'Ada Agent', now: amounts(1_500, 67), before: amounts(1_400, 91) }],
  channels: [
    { channel: 'voice', now: amounts(1_100), before: amounts(1_400) },
    { channel: 'web', now: amounts(400, 67), before: amounts(0) },
  ],
  actions: [
    { action: 'place-order', now: 30, before: 40 },
    { action: 'request-cancellation', now: 10, before: 0 },
  ],
};
const KIM = `WK${'2'.padStart(32, '0')}`;
const list = (n: number, nextCursor: string | null) => ({
  entries: [{ interaction: anEntry(n, { interactionId: `entry-${n}`, comment: `Comment ${n}` }), customerName: 'David Okafor' }],
  nextCursor,
});

beforeAll(() => {
  offerModules();
  registerPage('outcomes', OutcomesPage);
});
afterEach(() => jest.restoreAllMocks());
const open = async (answers: Parameters<typeof renderAdministration>[0] = {}, locale = 'en-GB') => {
  const page = renderAdministration({ 'outcomes/report': () => REPORT, ...answers }, { locale, roles: ['supervisor'] });
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: /Outcomes|対応結果/ }));
  await screen.findByRole('region', { name: /^(Table|表)$/ });
  return page;
};
const asked = ({ functions }: ReturnType<typeof renderAdministration>) => functions.to('outcomes/report').map(({ body }) => body);
const table = () => within(screen.getByRole('region', { name: 'Table' }));
const cells = (name: RegExp): (string | null)[] =>
  within(table().getByRole('row', { name }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

test('OR-3 OR-5 figures beside those of the span before, groups with their sums, and what is behind a number', async () => {
  const page = await open({ 'outcomes/interactions': ({ cursor }) => (cursor ? list(1, null) : list(0, 'next')) });
  expect(screen.getByRole('region', { name: 'Reason chosen by the agent' })).toHaveTextContent('95.5%');
  expect(screen.getByRole('region', { name: 'Average duration' })).toHaveTextContent('6:42');
  expect(screen.getByRole('region', { name: 'Default reason' })).toHaveTextContent('6791 before (−24)Show them');
  expect(cells(/^Billing /)).toEqual(['Billing', 'billing', '1,400', '1,390', '+10', '93.3%', '1,100', '300', '0', '6:42']);
  expect(cells(/^Total/)).toEqual(['Total', '', '1,500', '1,400', '+100', '100.0%', '1,100', '400', '67', '6:42']);
  expect(screen.getByRole('listitem', { name: '6 Nov 2026: 1000, before 700' })).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);

  await userEvent.click(table().getByRole('button', { name: '900' }));
  const behind = within(await screen.findByRole('region', { name: 'Interactions: Refund' }));
  expect(await behind.findByText('Comment 0')).toBeInTheDocument();
  await userEvent.click(behind.getByRole('button', { name: 'Show more' }));
  expect(await behind.findByText('Comment 1')).toBeInTheDocument();
  expect(behind.getByRole('status')).toHaveTextContent('2 shown');
  const requests = page.functions.to('outcomes/interactions').map(({ body }) => body);
  expect(requests).toMatchObject([{ reasonId: 'billing_refund' }, { reasonId: 'billing_refund', cursor: 'next' }]);
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Close the list' }));
  const tile = within(screen.getByRole('region', { name: 'Default reason' }));
  await userEvent.click(tile.getByRole('button', { name: 'Show them' }));
  await waitFor(() => expect(page.functions.to('outcomes/interactions').at(-1)?.body).toMatchObject({ isDefault: 'true' }));
});

test('OR-3 every choice counts again: a group from its bar, a queue, other dates; Reset takes the filters back', async () => {
  const kim = { workerSid: KIM, name: 'Kim Lee', now: amounts(1), before: amounts(0) };
  const page = await open({
    'outcomes/report': ({ workerSid }) => (workerSid ? REPORT : { ...REPORT, workers: [...REPORT.workers, kim] }),
  });
  const bars = within(screen.getByRole('region', { name: 'By reason' }));
  await userEvent.click(bars.getByRole('button', { name: 'Billing' }));
  await waitFor(() => expect(asked(page).at(-1)).toMatchObject({ reasonId: 'billing' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Queue' }), 'Billing EN');
  await waitFor(() => expect(asked(page).at(-1)).toMatchObject({ reasonId: 'billing', queueSid: QUEUE }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Agent' }), 'Ada Agent');
  await waitFor(() => expect(asked(page).at(-1)).toMatchObject({ workerSid: WORKER }));
  // the answer names Ada alone; Kim can be chosen all the same
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Agent' }), 'Kim Lee');
  await waitFor(() => expect(asked(page).at(-1)).toMatchObject({ workerSid: KIM }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Dates' }), 'Last 7 days');
  await waitFor(() => {
    const { from = '', to = '' } = asked(page).at(-1) as { from: string; to: string };
    expect(Date.parse(to) - Date.parse(from)).toBe(6 * 86_400_000);
  });
  await userEvent.click(screen.getByRole('button', { name: 'Reset' }));
  await waitFor(() => expect(asked(page).at(-1)).not.toHaveProperty('queueSid'));
});

test('OR-3 the page says in which time zone days are, and when the counters agreed last', async () => {
  const at = '2026-11-02T09:00:00.000Z';
  const recounted = (differences: number) => ({
    ...REPORT,
    timeZone: 'Asia/Tokyo',
    recounted: { month: '2026-11', at, differences },
  });
  const page = await open({ 'outcomes/report': () => recounted(0) });
  expect(await screen.findByText(/^Days in Asia\/Tokyo.*Counted again for 2026-11, .*: the numbers agree/)).toBeVisible();
  page.unmount();
  await open({ 'outcomes/report': () => recounted(3) });
  expect(await screen.findByText(/3 counters differ from the interactions/)).toBeVisible();
});

test('OR-3 the CSV is the table that is shown, by whatever it counts', async () => {
  const files: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = (blob: Blob) => `blob:${files.push(blob)}`;
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download.replace(/\d{4}-\d\d-\d\d/g, 'day'));
  });
  const page = await open({ 'outcomes/interactions': () => list(0, null) });
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Count' }), 'By agent');
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Count' }), 'By action in Salesforce');
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  expect(cells(/^Order placed/)).toEqual(['Order placed', '30', '40', '−10', '75.0%']);
  // OR-5 behind it the interactions on which it was done
  await userEvent.click(table().getByRole('button', { name: '30' }));
  await screen.findByRole('region', { name: 'Interactions: Order placed' });
  expect(page.functions.to('outcomes/interactions').at(-1)?.body).toMatchObject({ action: 'place-order' });
  const lines = await Promise.all(files.map(linesOf));
  expect(lines[0]).toContain('Billing,billing,1400,1390,10,93.3%,1100,300,0,6:42');
  expect(lines[0]).toContain('Total,,1500,1400,100,100.0%,1100,400,67,6:42');
  expect(lines[1]).toEqual([
    'Agent,Interactions,Before,Change,Share,Default reason,Avg. duration',
    'Ada Agent,1500,1400,100,100.0%,67,6:42',
    'Total,1500,1400,100,100.0%,67,6:42',
  ]);
  expect(lines[2]).toEqual([
    'Done in Salesforce,Times,Before,Change,Share',
    'Order placed,30,40,-10,75.0%',
    'Cancellation requested,10,0,10,25.0%',
    'Total,40,40,0,100.0%',
  ]);
  expect(names).toEqual(['reason', 'agent', 'action'].map((by) => `outcomes-${by}-day-day.csv`));
});
const linesOf = (file: Blob): Promise<string[]> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace('\uFEFF', '').trim().split('\r\n'));
    reader.readAsText(file);
  });

test('OR-3 nothing recorded says so; a failure says why and is tried again; Japanese', async () => {
  const zero = amounts(0);
  const empty = {
    ...REPORT,
    total: { now: zero, before: zero },
    reasons: [],
    days: [],
    queues: [],
    workers: [],
    channels: [],
    actions: [],
  };
  let isDown = true;
  renderAdministration(
    { 'outcomes/report': () => (isDown ? refusal(503, 'upstream_unavailable') : empty) },
    { locale: 'ja', roles: ['supervisor'] },
  );
  await line(/^請求/);
  await userEvent.click(screen.getByRole('tab', { name: '対応結果' }));
  expect(await screen.findByText('対応結果を読み込めませんでした')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: /再試行/ }));
  expect(await screen.findByText('この期間の記録はありません')).toBeInTheDocument();
});
