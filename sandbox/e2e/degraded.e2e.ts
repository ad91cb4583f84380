import { useTestEnvironment } from './test-environment';
import { eventually } from './support';

jest.setTimeout(120_000);

/** One source down costs its own section; nothing typed is lost (ID-13, RC-4, RC-5). */
describe('with a source stopped during the call', () => {
  const environment = useTestEnvironment();

  test('Salesforce down: its section says so, the stored customer and the history are there, Retry works when it is back', async () => {
    await environment.session.fault('salesforce', 'reset');
    const { taskSid } = await environment.ada.ring('stored');
    await environment.ada.accept(taskSid);
    await environment.ada.text('Salesforce isn’t responding').waitFor();
    await environment.ada.text('Previous contact').waitFor();
    await environment.ada.section('History').getByText('No light on the modem', { exact: false }).waitFor();
    await environment.ada.shot('degraded-salesforce');
    await environment.session.fault('salesforce', null);
    await environment.ada.page.getByRole('button', { name: /Retry/ }).first().press('Enter');
    await environment.ada.text('1 match, pre-selected').waitFor();
    await environment.ada.finish(taskSid);
  });

  test('the master down: Salesforce’s match is there as ever', async () => {
    await environment.session.fault('master', 'refuse');
    const { taskSid } = await environment.ada.ring('one-match');
    await environment.ada.accept(taskSid);
    await environment.ada.text('1 match, pre-selected').waitFor();
    await environment.ada.text('The master isn’t responding').waitFor();
    await environment.ada.shot('degraded-master');
    await environment.ada.finish(taskSid);
  });

  test('Firestore down while completing: the agent is told why, retry stores it once the store is back', async () => {
    const { taskSid } = await environment.ada.ring('unknown');
    await environment.ada.accept(taskSid);
    await environment.session.fault('firestore', 'unavailable');
    await environment.ada.hangUp(taskSid);
    await environment.ada.completeButton.waitFor();
    await environment.ada.chooseReason('order status');
    await environment.ada.page.keyboard.type('Parcel is late.');
    await environment.ada.completeButton.press('Enter');
    await environment.ada.text('The task is not completed').waitFor();
    await environment.ada.shot('degraded-firestore');
    expect((await environment.session.task(taskSid)).status).toBe('wrapping');
    expect(await environment.ada.comment.inputValue()).toBe('Parcel is late.');
    await environment.session.fault('firestore', null);
    await environment.ada.page.getByRole('button', { name: 'Retry', exact: true }).first().press('Enter');
    await environment.ada.idle();
    expect((await environment.session.documents('interactions')).filter(({ taskSid: sid }) => sid === taskSid)).toMatchObject([
      { comment: 'Parcel is late.' },
    ]);
  });

  test('OR-1 TaskRouter’s API down while completing: nothing is lost, the agent is told, and a retry puts the outcome on the task', async () => {
    const taskSid = await environment.take('unknown');
    await environment.ada.chooseReason('order status');
    await environment.ada.page.keyboard.type('Parcel is late.');
    await environment.ada.hangUp(taskSid);
    await environment.session.fault('taskrouter', '500');
    await environment.ada.completeButton.press('Enter');
    await environment.ada.text('The task is not completed').waitFor();
    await environment.ada.shot('degraded-taskrouter');
    expect(await environment.ada.comment.inputValue()).toBe('Parcel is late.');
    await environment.session.fault('taskrouter', null);
    await environment.ada.page.getByRole('button', { name: 'Retry', exact: true }).first().press('Enter');
    await environment.ada.idle();
    expect((await environment.session.task(taskSid)).attributes).toMatchObject({ conversations: { outcome: 'orders_status' } });
    await environment.stored(taskSid, [{ comment: 'Parcel is late.' }]);
  });

  test.each([
    ['salesforce', 'hang', 'Salesforce isn’t responding'],
    ['salesforce', 'html', 'Salesforce isn’t responding'],
    ['master', 'refuse', 'The master isn’t responding'],
  ])(
    'ID-13 %s (%s) in mid-call: a search says which source failed, the other’s results stand, Retry brings the rest',
    async (source, fault, words) => {
      const taskSid = await environment.take('one-match');
      await environment.session.fault(source, fault);
      await environment.ada.page.getByRole('button', { name: 'Search', exact: true }).first().press('Enter');
      await environment.ada.page.getByRole('textbox', { name: 'Name' }).fill('Yamamoto');
      await environment.ada.page.keyboard.press('Enter');
      await environment.ada.text(words).waitFor({ timeout: 12_000 });
      await environment.ada.page.getByText('Yamamoto').first().waitFor();
      await environment.session.fault(source, null);
      await environment.ada.page.getByRole('button', { name: /Retry/ }).first().press('Enter');
      await environment.ada.text(words).waitFor({ state: 'detached' });
      await environment.ada.page.keyboard.press('Escape');
      await environment.ada.finish(taskSid);
    },
  );

  test('ID-13 nobody has said where the Functions are: every task may be completed, and Flex says once that nothing is recorded', async () => {
    const kim = await environment.session.desktop('kim');
    await kim.page.route(/\/v1\/Configuration(\?|$)/, async (route) => {
      const response = await route.fetch();
      const configuration = (await response.json()) as { ui_attributes: object };
      await route.fulfill({
        response,
        json: { ...configuration, ui_attributes: { ...configuration.ui_attributes, interactionHistory: {} } },
      });
    });
    await kim.page.reload();
    await kim.idle();
    const { taskSid } = await kim.ring('unknown', 'kim');
    // Flex redraws a ringing task, and a key pressed in that moment goes nowhere
    const button = kim.page.getByRole('button', { name: /^accept/i }).first();
    await eventually(async () => {
      if (await button.isVisible()) await button.press('Enter', { timeout: 2_000 });
      expect((await environment.session.task(taskSid)).status).toBe('assigned');
    });
    await kim.text('Interaction History isn’t set up yet').waitFor();
    await kim.hangUp(taskSid);
    await kim.completeButton.press('Enter');
    await kim.page.getByText('The task is completed without a record').locator('visible=true').first().waitFor();
    await kim.shotOfWindow('degraded-not-configured');
    await kim.idle();
    expect(kim.pageErrors).toEqual([]);
  });

  test('RC-4 what was typed survives a reload in mid-sentence', async () => {
    const taskSid = await environment.take('one-match');
    await environment.ada.chooseReason('refund st');
    await environment.ada.page.keyboard.type('Half a sent');
    await environment.ada.page.reload();
    await environment.ada.page.getByText('David Okafor').first().click();
    await environment.ada.section('Wrap-up').waitFor();
    await eventually(async () => expect(await environment.ada.comment.inputValue()).toBe('Half a sent'));
    expect(await environment.ada.reason.inputValue()).toContain('Refund status');
    await environment.ada.text('Kept').waitFor();
    await environment.ada.hangUp(taskSid);
    await environment.ada.completeButton.press('Enter');
    await environment.ada.idle();
  });
});
