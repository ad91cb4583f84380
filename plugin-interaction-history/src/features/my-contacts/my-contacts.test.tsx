import * as React from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import axe from 'axe-core';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { fakeFunctions, unreachable } from '../../testing/fake-functions';
import { anEntry, draftAnswers, TREE, WORKER } from '../../testing/fixtures';
import { startSessions } from '../../testing/render-tab';
import { MyContacts } from './MyContacts';

const entry = (n: number, more: Partial<Interaction> = {}): Interaction =>
  anEntry(n, {
    worker: { sid: WORKER, name: 'Ada' },
    canAmendUntil: new Date(Date.now() + 3_600_000).toISOString(),
    comment: `comment ${n}`,
    ...more,
  });
const ana = { customerName: 'Ana Torres' };

async function renderContacts(answers: Parameters<typeof fakeFunctions>[0], locale = 'en-GB') {
  const functions = fakeFunctions({
    'reason-codes/current': () => ({ version: TREE.version, tree: TREE, mostUsed: null }),
    ...draftAnswers(),
    ...answers,
  });
  const { worker } = startSessions({ workerSid: WORKER, isSupervisor: false, locale }).sessions;
  await worker.reasonCodes.load();
  const Contacts: React.FC = () => <MyContacts worker={worker} locale={locale} theme={React.useContext(ThemeContext)} />;
  const { container } = render(
    <CustomizationProvider disableAnimations>
      <Contacts />
    </CustomizationProvider>,
  );
  return { functions, worker, container };
}

test('IH-6 an agent amends an entry of the last 24 hours with no task open, and sees it as it stands then', async () => {
  let text = 'comment 1';
  const { functions } = await renderContacts({
    'interactions/own': () => ({ entries: [{ interaction: entry(1, { comment: text }), ...ana }], more: false }),
    'interactions/amend': (body) => {
      text = String(body.comment);
      return { result: 'amended', interaction: entry(1, { comment: text }), outcome: 'task_gone', toLog: false };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Amend' }));
  const comment = screen.getByRole('textbox', { name: /Comment/ });
  await userEvent.clear(comment);
  await userEvent.type(comment, 'mended');
  await userEvent.click(screen.getByRole('button', { name: /Save/ }));
  expect(await screen.findByText('mended')).toBeVisible();
  expect(functions.to('interactions/amend')).toHaveLength(1);
});

test('IH-6 names the customer, and says where there is none', async () => {
  await renderContacts({
    'interactions/own': () => ({
      entries: [
        { interaction: entry(1), ...ana },
        { interaction: entry(2), customerName: null },
      ],
      more: true,
    }),
  });
  const [first, second] = await screen.findAllByRole('listitem');
  expect(within(first as HTMLElement).getByText('Ana Torres')).toBeVisible();
  expect(within(second as HTMLElement).getByText('No customer')).toBeVisible();
  expect(screen.getByText(/Older ones are left out/)).toBeVisible();
});

test('IH-6 what could not be read is said, with Retry', async () => {
  let isUp = false;
  await renderContacts({ 'interactions/own': () => (isUp ? { entries: [], more: false } : unreachable) });
  isUp = true;
  await userEvent.click(await screen.findByRole('button', { name: /Retry/ }));
  expect(await screen.findByText('Nothing recorded in the last 24 hours')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull());
});

test('IH-6 has no accessibility violations, in Japanese either', async () => {
  const { container } = await renderContacts(
    { 'interactions/own': () => ({ entries: [{ interaction: entry(1), ...ana }], more: false }) },
    'ja',
  );
  expect(await screen.findByText('過去 24 時間')).toBeVisible();
  await screen.findByRole('listitem');
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
