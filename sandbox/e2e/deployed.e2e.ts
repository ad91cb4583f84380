import { useTestEnvironment } from './test-environment';

// npm fetches what the build names, and Twilio's Node once a machine
jest.setTimeout(600_000);

/** Deployed by the vendors' own tools to an empty account, installed from what was uploaded, run on the Node that Twilio runs. */
describe('what was deployed', () => {
  const environment = useTestEnvironment({ DEPLOYED: '1' });

  test('OP-3 one whole call goes through it: found, linked, reason, stored, outcome on the task', async () => {
    const { ada, session } = environment;
    const { taskSid } = await ada.ring('one-match');
    await ada.text('David Okafor').waitFor({ timeout: 60_000 });
    await ada.accept(taskSid);
    await ada.page.getByRole('button', { name: /^Confirm David Okafor/ }).press('Enter');
    await ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor({ timeout: 60_000 });
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.text('A reason is required to complete the task.').waitFor();
    await ada.focused('ih-reason');
    await ada.page.keyboard.type('refund st');
    await ada.page.getByRole('option', { name: /Refund status/ }).waitFor();
    await ada.page.keyboard.press('Enter');
    await ada.focused('ih-comment');
    await ada.page.keyboard.type('Deployed and used.');
    await ada.completeButton.press('Enter');
    await ada.idle();
    expect((await session.task(taskSid)).attributes).toMatchObject({
      customers: { name: 'David Okafor' },
      conversations: { outcome: 'billing_refund_status', content: 'Deployed and used.' },
    });
    await environment.stored(taskSid, [{ comment: 'Deployed and used.' }]);
  });
});
