import * as React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { fakeFunctions, refusal } from '../../testing/fake-functions';
import { aCustomer, anEntry, aPage, aTask, TREE, WORKER } from '../../testing/fixtures';
import { startSessions } from '../../testing/render-tab';
import { Monitored } from './Monitored';

const HALF = {
  reservationSid: `WR${'5'.repeat(32)}`,
  worker: { sid: `WK${'2'.repeat(32)}`, name: 'Kim Lee' },
  savedAt: new Date().toISOString(),
  reasonId: null,
  comment: 'Half a sentence',
  customerId: 'customer-7',
};
async function renderMonitored(answers: Parameters<typeof fakeFunctions>[0], locale = 'en-GB') {
  const functions = fakeFunctions({
    'reason-codes/current': () => ({ version: TREE.version, tree: TREE, mostUsed: null }),
    'drafts/of-task': () => ({ drafts: [HALF], recorded: null, from: null }),
    'interactions/list': () => aPage([anEntry(1)], { customer: aCustomer('Ana Torres'), total: 1 }),
    ...answers,
  });
  const { worker } = startSessions({ workerSid: WORKER, isSupervisor: true, locale }).sessions;
  await worker.reasonCodes.load();
  const Tab: React.FC = () => <Monitored worker={worker} task={aTask()} locale={locale} theme={React.useContext(ThemeContext)} />;
  const { container } = render(
    <CustomizationProvider disableAnimations>
      <Tab />
    </CustomizationProvider>,
  );
  return { functions, container };
}

test('IH-7 a supervisor sees the customer chosen, the draft as typed and the history, and can change nothing', async () => {
  const { functions, container } = await renderMonitored({});
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
  expect(screen.getByText('Half a sentence')).toBeVisible();
  expect(screen.getByText('No reason yet')).toBeVisible();
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(container.querySelector('input, textarea')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Amend' })).toBeNull();
  expect(functions.to('interactions/list')[0]?.body).toMatchObject({ customerId: 'customer-7' });
});

test('IH-7 before anybody is chosen the history is the caller’s', async () => {
  const { functions } = await renderMonitored({
    'drafts/of-task': () => ({ drafts: [], recorded: null, from: null }),
    'interactions/list': () => aPage([]),
  });
  expect(await screen.findByRole('heading', { name: 'No customer chosen yet' })).toBeVisible();
  expect(screen.getByText('Nothing written yet')).toBeVisible();
  expect(functions.to('interactions/list')[0]?.body).toMatchObject({ address: '+14155550100' });
});

test('IH-7 TR-1 what the server refuses is said, and nothing is shown', async () => {
  let isAllowed = false;
  await renderMonitored({
    'drafts/of-task': () => (isAllowed ? { drafts: [HALF], recorded: null, from: null } : refusal(403, 'forbidden')),
  });
  expect(await screen.findByText('This task could not be read')).toBeVisible();
  expect(screen.queryByText('Half a sentence')).toBeNull();
  isAllowed = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await screen.findByText('Half a sentence')).toBeVisible();
});

test('IH-7 has no accessibility violations, in Japanese either', async () => {
  const { container } = await renderMonitored({}, 'ja');
  await screen.findByText('Half a sentence');
  expect(screen.getByText('理由は未選択')).toBeVisible();
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
