import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { VERSION } from '@interaction-history/shared/src/version';
import { refusal } from '../../testing/fake-functions';
import { offerModules } from '../shell/late-pages';
import { registerPage } from '../shell/register-page';
import { line, renderAdministration, violationsIn } from '../testing/render-administration';
import { HealthPage } from './HealthPage';
import { countsOf, sourceViews } from './health-view';

const HEALTH: HealthResponse = {
  salesforce: {
    status: 'ok',
    latencyMs: 182.4,
    allowance: { used: 9_840, max: 15_000 },
    own: { used: 3_120, share: 7_500 },
    findings: [
      { id: 'salesforce.login', level: 'ok', text: 'Signed in' },
      { id: 'salesforce.fields', level: 'warn', text: 'Missing: Account.Portal_Status__c', mend: 'npm run deploy:salesforce' },
      {
        id: 'salesforce.fields.keys',
        level: 'fail',
        text: 'Keys are missing: Task.Interaction_Id__c',
        mend: 'npm run deploy:salesforce',
      },
    ],
  },
  firestore: { status: 'failed', latencyMs: 5_000, error: { code: 'deadline_exceeded', retryable: true } },
  master: { status: 'off' },
  taskrouter: { status: 'ok', latencyMs: 64 },
  salesforceLog: { waiting: 14, failing: 2, oldest: '2026-11-19T17:41:00.000Z', lastError: 'INVALID_FIELD' },
  lastAcceptedAt: null,
  orderEvents: { listeningAt: '2026-11-19T17:00:00.000Z', lastEventAt: null, waiting: 3, failed: 1 },
  versions: { functions: VERSION, writes: 1, data: 1 },
};

beforeAll(() => {
  offerModules();
  registerPage('health', HealthPage);
});
const open = async (answers: Parameters<typeof renderAdministration>[0], locale = 'en-GB') => {
  const page = renderAdministration(answers, { locale });
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: /Health|稼働状況/ }));
  return page;
};

test('OP-4 what fails comes first with how to mend it, what is in order on demand, a silent source says so', async () => {
  const page = await open({ health: () => HEALTH });
  const salesforce = within(await screen.findByRole('region', { name: 'Salesforce' }));
  expect(screen.getByText('2 failing')).toBeInTheDocument();
  expect(screen.getByText('1 needs attention')).toBeInTheDocument();
  const texts = salesforce.getAllByText(/missing/i).map(({ textContent }) => textContent);
  expect(texts).toEqual(['Keys are missing: Task.Interaction_Id__c', 'Missing: Account.Portal_Status__c']);
  expect(salesforce.getAllByText('To fix: npm run deploy:salesforce')).toHaveLength(2);
  expect(salesforce.queryByText('Signed in')).toBeNull();
  await userEvent.click(salesforce.getByRole('button', { name: '1 check ok', expanded: false }));
  expect(salesforce.getByText('Signed in')).toBeInTheDocument();
  expect(screen.getByText('It isn’t responding (deadline_exceeded)')).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: 'Customer master' })).getByText('Not set up here')).toBeInTheDocument();
  expect(screen.getByText('9,840 of 15,000 used')).toBeInTheDocument();
  expect(screen.getByText('INVALID_FIELD')).toBeInTheDocument();
  expect(screen.getByText(/none within 30 days/)).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: 'Order events' })).getByText('Not listening')).toBeInTheDocument();
  expect(screen.getByText('They fit together')).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
});

test('OP-4 all checks run again; copied as text; a failure says why; Japanese', async () => {
  let answer: () => object = () => refusal(503, 'upstream_unavailable');
  const page = await open({ health: () => answer() }, 'ja');
  expect(await screen.findByText('確認できませんでした')).toBeInTheDocument();
  answer = () => HEALTH;
  await userEvent.click(screen.getByRole('button', { name: 'すべての項目を確認' }));
  await screen.findByRole('region', { name: '顧客マスター' });
  expect(page.functions.to('health')).toHaveLength(2);
  let copied = '';
  Object.assign(navigator, { clipboard: { writeText: async (text: string) => void (copied = text) } });
  await userEvent.click(screen.getByRole('button', { name: 'テキストでコピー' }));
  expect(await screen.findByText('コピーしました')).toBeInTheDocument();
  expect(copied).toContain('fail Keys are missing: Task.Interaction_Id__c → npm run deploy:salesforce');
  Object.assign(navigator, { clipboard: { writeText: () => Promise.reject(new Error('not allowed')) } });
  await userEvent.click(screen.getByRole('button', { name: 'テキストでコピー' }));
  expect(await screen.findByText(/^コピーできませんでした/)).toBeInTheDocument();
});

test.each([
  ['data of a later version', { ...HEALTH.versions, data: 2 }],
  ['Functions of another version', { ...HEALTH.versions, functions: '0.0.1' }],
])('OP-5 %s doesn’t fit, and the page says so', async (_, versions) => {
  await open({ health: () => ({ ...HEALTH, versions }) });
  expect(await screen.findByText('They don’t fit together')).toBeInTheDocument();
});

test('OP-4 a source without lines of its own counts as one that is ok; one that is off doesn’t count', () => {
  expect(countsOf(sourceViews(HEALTH, (code) => code))).toEqual({ fail: 2, warn: 1, ok: 2 });
});

test('OP-4 supervisors have no tab of it', async () => {
  renderAdministration({}, { roles: ['supervisor'] });
  await line(/^Billing/);
  expect(screen.queryByRole('tab', { name: 'Health' })).toBeNull();
});
