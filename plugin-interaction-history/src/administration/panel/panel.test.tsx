import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, unreachable } from '../../testing/fake-functions';
import { QUEUE } from '../../testing/fixtures';
import { draftsIn, line, OTHER_QUEUE, renderAdministration } from '../testing/render-administration';

const open = async (name: RegExp): Promise<void> => userEvent.click(await line(name));
const panel = () => within(screen.getByRole('region', { name: 'Code' }));
/** The draft as it reached the server last. */
const saved = async (functions: ReturnType<typeof renderAdministration>['functions'], id: string) => {
  await screen.findByText(/^Draft saved/);
  return draftsIn(functions.to('reason-codes/draft'))
    .pop()
    ?.codes?.find((code) => code.id === id);
};

test('AD-1 labels are edited in every language in use; one undo takes a whole field back', async () => {
  const { functions } = renderAdministration();
  await open(/^Complaint/);
  const english = panel().getByRole('textbox', { name: 'Label, English' });
  await userEvent.clear(english);
  expect(panel().getByText(/English label can’t be empty/)).toBeInTheDocument();
  await userEvent.type(english, 'Grievance');
  expect(panel().getByText('Was “Complaint”. Past interactions keep the label they had.')).toBeInTheDocument();
  await userEvent.clear(panel().getByRole('textbox', { name: '日本語' }));
  expect(await line(/^Grievance.*日本語 missing/)).toBeInTheDocument();
  expect(await saved(functions, 'complaint')).toMatchObject({ labels: { en: 'Grievance' } });
  await userEvent.click(panel().getByRole('button', { name: 'Undo' }));
  expect(panel().getByRole('textbox', { name: '日本語' })).toHaveValue('Complaint 日本');
  await userEvent.click(panel().getByRole('button', { name: 'Undo' }));
  expect(english).toHaveValue('Complaint');
});

test('AD-4 a published reporting value is locked, with its reason', async () => {
  renderAdministration();
  await open(/^Complaint/);
  const value = panel().getByRole('textbox', { name: 'Reporting value' });
  expect(value).toHaveAttribute('readonly');
  expect(value).toHaveAccessibleDescription(/reports depend on it/);
});

test('RC-2 a new code’s reporting value may be chosen, but not another’s', async () => {
  const { functions } = renderAdministration();
  (await line(/^Complaint/)).focus();
  await userEvent.keyboard('{Insert}Fraud{Enter}');
  const value = panel().getByRole('textbox', { name: 'Reporting value' });
  expect(value).toHaveValue('fraud');
  await userEvent.clear(value);
  await userEvent.type(value, 'complaint');
  expect(value).toHaveAccessibleDescription('Another code reports as this value.');
  await userEvent.type(value, '_fraud');
  await screen.findByText(/^Draft saved/);
  const codes = draftsIn(functions.to('reason-codes/draft')).pop()?.codes ?? [];
  expect(codes.map(({ reportingValue }) => reportingValue)).toContain('complaint_fraud');
});

test('AD-1 queues and channels are picked from the workspace’s real ones', async () => {
  const { functions } = renderAdministration();
  await open(/^Complaint/);
  expect(panel().getByText('No queue chosen: offered in every queue.')).toBeInTheDocument();
  await userEvent.selectOptions(panel().getByRole('combobox', { name: 'Queues' }), 'Orders EN');
  expect(panel().getByText('Orders EN')).toBeInTheDocument();
  expect(
    panel()
      .getAllByRole('checkbox')
      .map((box: HTMLElement) => (box as HTMLInputElement).checked),
  ).toEqual([true, true, true]);
  await userEvent.click(panel().getByRole('checkbox', { name: 'SMS' }));
  await userEvent.click(panel().getByRole('switch', { name: 'Comment required' }));
  await userEvent.selectOptions(panel().getByRole('combobox', { name: 'Salesforce action' }), 'General inquiry');
  expect(await saved(functions, 'complaint')).toMatchObject({
    queues: [OTHER_QUEUE],
    channels: ['voice', 'web'],
    commentRequired: false,
    serviceAction: 'SA-8',
  });
  await userEvent.click(panel().getByRole('button', { name: 'Remove Orders EN' }));
  // the focus goes on where it can, not lost with what it was on
  expect(panel().getByRole('combobox', { name: 'Queues' })).toHaveFocus();
  await userEvent.click(panel().getByRole('checkbox', { name: 'SMS' }));
  await screen.findByText(/^Not saved yet|^Saving/);
  expect(await saved(functions, 'complaint')).toMatchObject({ queues: [], channels: [] });
});

test('AD-1 the last channel stays: a code for no channel is a retired one', async () => {
  renderAdministration();
  await open(/^Complaint/);
  await userEvent.click(panel().getByRole('checkbox', { name: 'SMS' }));
  await userEvent.click(panel().getByRole('checkbox', { name: 'Web chat' }));
  expect(panel().getByRole('checkbox', { name: 'Voice' })).toBeDisabled();
  expect(panel().getByText(/Keep at least one channel/)).toBeInTheDocument();
});

test('AD-1 a code moves below another by its parent field, never below itself', async () => {
  renderAdministration();
  await open(/^Billing/);
  const parent = panel().getByRole('combobox', { name: 'Parent' });
  await userEvent.click(parent);
  const offered = within(parent)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
  expect(offered).toEqual(['Top level', 'Complaint']);
  await userEvent.selectOptions(parent, 'Complaint');
  expect(await line(/^Billing.*Moved/)).toHaveAttribute('aria-level', '2');
});

test('AD-1 the workspace’s lists failing costs only themselves', async () => {
  let works = false;
  const { functions } = renderAdministration();
  functions.answers['workspace/current'] = () =>
    works ? { queues: [{ sid: QUEUE, name: 'Billing EN' }], channels: ['voice'], complete: true } : unreachable;
  await open(/^Complaint/);
  expect(await panel().findByText('Couldn’t load queues and channels')).toBeInTheDocument();
  works = true;
  await userEvent.click(panel().getByRole('button', { name: /Retry/ }));
  expect(await panel().findByRole('option', { name: 'Billing EN' })).toBeInTheDocument();
});

test('AD-2 a save that fails is said with its reason and can be tried again', async () => {
  let works = false;
  const { functions } = renderAdministration({
    'reason-codes/draft': (body) =>
      body.save === undefined || works ? { draft: null, others: [] } : refusal(503, 'upstream_unavailable'),
  });
  await open(/^Complaint/);
  await userEvent.click(panel().getByRole('switch', { name: 'Comment required' }));
  expect(await panel().findByText(/^Not saved\. A source is not available/)).toBeInTheDocument();
  works = true;
  await userEvent.click(panel().getByRole('button', { name: 'Retry' }));
  expect(await saved(functions, 'complaint')).toMatchObject({ commentRequired: false });
});

test('AD-1 the default for unattended ends is marked, and so is a group', async () => {
  renderAdministration();
  await open(/^Complaint/);
  expect(panel().getByText('Recorded for tasks that end without the agent')).toBeInTheDocument();
  await open(/^Billing/);
  expect(panel().getByText(/A group: agents choose one of the 2 reasons below it/)).toBeInTheDocument();
});

test('AD-4 a retired code says what retiring means, and is restored', async () => {
  renderAdministration();
  await line(/^Billing/);
  await userEvent.click(screen.getByRole('switch', { name: 'Show retired' }));
  await open(/^Refund by cheque/);
  expect(panel().getByText(/History and reports keep it/)).toBeInTheDocument();
  await userEvent.click(panel().getByRole('button', { name: 'Restore' }));
  expect(await line(/^Refund by cheque/)).not.toHaveAccessibleName(/Retired/);
});
