import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QUEUE } from '../../testing/fixtures';
import { aCode, CODES, line, PUBLISHED, renderAdministration } from '../testing/render-administration';

const preview = () => within(screen.getByRole('region', { name: 'Preview as the agent sees it' }));
const options = async (): Promise<string[]> => {
  await userEvent.click(preview().getByRole('combobox', { name: /^Reason|^理由/ }));
  const found = preview()
    .queryAllByRole('option', { hidden: false })
    .filter((option) => option.closest('[role="listbox"]') !== null)
    .map(({ textContent }) => textContent ?? '');
  await userEvent.keyboard('{Escape}');
  return found;
};

test('AD-1 the preview is the agent’s own picker over the draft, for one queue and channel', async () => {
  const limited = aCode('limited', null, 'Billing only', { queues: [QUEUE], order: 4 });
  renderAdministration({
    'reason-codes/current': () => ({ version: 41, tree: { ...PUBLISHED, codes: [...CODES, limited] }, mostUsed: null }),
  });
  const complaint = await line(/^Complaint/);
  await preview().findByRole('option', { name: 'Orders EN' });
  expect((await options()).join()).toMatch(/Refund.*Invoice query.*Complaint.*Billing only/);
  await userEvent.selectOptions(preview().getByRole('combobox', { name: 'Queue' }), 'Orders EN');
  expect((await options()).join()).not.toContain('Billing only');
  expect(preview().getByText(/1 retired, 1 limited/)).toBeInTheDocument();

  // an edit of a moment ago is there, though no agent sees it yet
  complaint.focus();
  await userEvent.keyboard('{F2}Grievance{Enter}');
  expect((await options()).join()).toContain('Grievance');
  await userEvent.selectOptions(preview().getByRole('combobox', { name: 'Language' }), 'ja');
  expect((await options()).join()).toContain('返金');
});

test('AD-5 where the settings want a comment with every reason, the preview asks for one, counted in the agent’s language', async () => {
  renderAdministration(
    {
      'settings/current': () => ({
        version: 1,
        published: {},
        deployed: {},
        defaults: {},
        effective: { locales: ['en', 'ja'], wrapUpPolicy: 'reason-and-comment' },
      }),
    },
    { locale: 'de-DE' },
  );
  await line(/^Billing/);
  await userEvent.click(preview().getByRole('combobox', { name: /^Reason/ }));
  await userEvent.keyboard('refund{Enter}');
  expect(preview().getByRole('textbox', { name: /Comment/ })).toBeRequired();
  expect(preview().getByPlaceholderText('Required for every reason, by the settings')).toBeInTheDocument();
});

test('AD-1 after a choice the preview asks for the comment as the agent’s form does', async () => {
  renderAdministration();
  await line(/^Billing/);
  await userEvent.click(preview().getByRole('combobox', { name: /^Reason/ }));
  await userEvent.keyboard('compl{Enter}');
  expect(preview().getByText('After “Complaint” is chosen')).toBeInTheDocument();
  expect(preview().getByRole('textbox', { name: /Comment/ })).toBeRequired();
});

test('SV-5 the preview says which service action the chosen reason offers', async () => {
  const codes = CODES.map((code) => (code.labels.en === 'Complaint' ? { ...code, serviceAction: 'SA-8' as const } : code));
  renderAdministration({ 'reason-codes/current': () => ({ version: 41, tree: { ...PUBLISHED, codes }, mostUsed: null }) });
  await line(/^Complaint/);
  await userEvent.click(preview().getByRole('combobox', { name: /^Reason/ }));
  await userEvent.keyboard('compl{Enter}');
  expect(preview().getByText('Salesforce action: General inquiry')).toBeInTheDocument();
});
