import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UnconfirmedResponse } from '@interaction-history/shared/src/contract/interactions';
import { refusal } from '../../testing/fake-functions';
import { anEntry } from '../../testing/fixtures';
import { offerModules } from '../shell/late-pages';
import { registerPage } from '../shell/register-page';
import { line, renderAdministration, violationsIn } from '../testing/render-administration';
import { ChecksPage } from './ChecksPage';

const waiting = (n: number, recordedBy: string | null = null): UnconfirmedResponse['entries'][number] => ({
  interaction: anEntry(n, { interactionId: `entry-${n}`, unconfirmed: true, verified: false, comment: `Comment ${n}` }),
  customerName: n === 0 ? 'David Okafor' : null,
  recordedBy,
});
const LIMITS = { workers: [{ worker: { sid: 'WK1', name: 'Dana Brooks' }, times: 3, lastAt: '2026-11-19T13:58:02.000Z' }] };

beforeAll(() => {
  offerModules();
  registerPage('checks', ChecksPage);
});
const open = async (answers: Parameters<typeof renderAdministration>[0], locale = 'en-GB') => {
  const page = renderAdministration({ 'audit/limits': () => LIMITS, ...answers }, { locale, roles: ['supervisor'] });
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: /To check|確認待ち/ }));
  return page;
};

test('TR-2 TR-3 a supervisor confirms one entry, rejects another after a question, and sees who met the limit', async () => {
  const left = new Set(['entry-0', 'entry-1']);
  const page = await open({
    'interactions/unconfirmed': () => ({
      entries: [waiting(0), waiting(1, 'Kim Lee')].filter(({ interaction }) => left.has(interaction.interactionId)),
      more: false,
    }),
    'interactions/confirm': ({ interactionId = '', confirmed }) => {
      left.delete(interactionId);
      return { outcome: confirmed === 'true' ? 'confirmed' : 'rejected' };
    },
  });
  const table = within(await screen.findByRole('region', { name: 'Entries to confirm' }));
  expect(table.getByText('David Okafor')).toBeInTheDocument();
  expect(table.getByText('Kim Lee has recorded this part: reject')).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: /Met the limit/ })).getByText('Dana Brooks')).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
  const [first, second] = table.getAllByRole('button', { name: /^Confirm:/ });
  expect(second).toBeDisabled();
  await userEvent.click(first as HTMLElement);
  await screen.findByText('Comment 1');
  expect(screen.queryByText('Comment 0')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^Reject:/ }));
  expect(screen.getByRole('alert')).toHaveTextContent('Delete the entry?');
  expect(left.size).toBe(1);
  await userEvent.click(screen.getByRole('button', { name: /^Reject:/ }));
  expect(await screen.findByText('No entry waits')).toBeInTheDocument();
});

test('TR-2 a decision that fails says why; Japanese', async () => {
  await open(
    {
      'interactions/unconfirmed': () => ({ entries: [waiting(0)], more: false }),
      'interactions/confirm': () => refusal(403, 'forbidden'),
    },
    'ja',
  );
  await userEvent.click(await screen.findByRole('button', { name: /^確認する/ }));
  expect(await screen.findByText('処理できませんでした')).toBeInTheDocument();
});
