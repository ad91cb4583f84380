import { inCentre } from './test-environment';
import { eventually } from './support';

jest.setTimeout(120_000);

/** One source down costs its own section; nothing typed is lost (ID-13, RC-4, RC-5). */
describe('with a source stopped during the call', () => {
  const centre = inCentre();

  test('Salesforce down: its section says so, the stored customer and the history are there, Retry works when it is back', async () => {
    await centre.stage.fault('salesforce', 'reset');
    const { taskSid } = await centre.ada.ring('stored');
    await centre.ada.accept(taskSid);
    await centre.ada.text('Salesforce isn’t responding').waitFor();
    await centre.ada.text('Previous contact').waitFor();
    await centre.ada.section('History').getByText('No light on the modem', { exact: false }).waitFor();
    await centre.ada.shot('degraded-salesforce');
    await centre.stage.fault('salesforce', null);
    await centre.ada.page.getByRole('button', { name: /Retry/ }).first().press('Enter');
    await centre.ada.text('1 match, pre-selected').waitFor();
    await centre.ada.finish(taskSid);
  });

  test('the master down: Salesforce’s match is there as ever', async () => {
    await centre.stage.fault('master', 'refuse');
    const { taskSid } = await centre.ada.ring('one-match');
    await centre.ada.accept(taskSid);
    await centre.ada.text('1 match, pre-selected').waitFor();
    await centre.ada.text('The master isn’t responding').waitFor();
    await centre.ada.shot('degraded-master');
    await centre.ada.finish(taskSid);
  });

  test('Firestore down while completing: the agent is told why, retry stores it once the store is back', async () => {
    const { taskSid } = await centre.ada.ring('unknown');
    await centre.ada.accept(taskSid);
    await centre.stage.fault('firestore', 'unavailable');
    await centre.ada.hangUp(taskSid);
    await centre.ada.completeButton.waitFor();
    await centre.ada.chooseReason('order status');
    await centre.ada.page.keyboard.type('Parcel is late.');
    await centre.ada.completeButton.press('Enter');
    await centre.ada.text('The task is not completed').waitFor();
    await centre.ada.shot('degraded-firestore');
    expect((await centre.stage.task(taskSid)).status).toBe('wrapping');
    expect(await centre.ada.comment.inputValue()).toBe('Parcel is late.');
    await centre.stage.fault('firestore', null);
    await centre.ada.page.getByRole('button', { name: 'Retry', exact: true }).first().press('Enter');
    await centre.ada.idle();
    expect((await centre.stage.documents('interactions')).filter(({ taskSid: sid }) => sid === taskSid)).toMatchObject([
      { comment: 'Parcel is late.' },
    ]);
  });

  test('OR-1 TaskRouter’s API down while completing: nothing is lost, the agent is told, and a retry puts the outcome on the task', async () => {
    const taskSid = await centre.take('unknown');
    await centre.ada.chooseReason('order status');
    await centre.ada.page.keyboard.type('Parcel is late.');
    await centre.ada.hangUp(taskSid);
    await centre.stage.fault('taskrouter', '500');
    await centre.ada.completeButton.press('Enter');
    await centre.ada.text('The task is not completed').waitFor();
    await centre.ada.shot('degraded-taskrouter');
    expect(await centre.ada.comment.inputValue()).toBe('Parcel is late.');
    await centre.stage.fault('taskrouter', null);
    await centre.ada.page.getByRole('button', { name: 'Retry', exact: true }).first().press('Enter');
    await centre.ada.idle();
    expect((await centre.stage.task(taskSid)).attributes).toMatchObject({ conversations: { outcome: 'orders_status' } });
    await centre.stored(taskSid, [{ comment: 'Parcel is late.' }]);
  });

  test.each([
    ['salesforce', 'hang', 'Salesforce isn’t responding'],
    ['salesforce', 'html', 'Salesforce isn’t responding'],
    ['master', 'refuse', 'The master isn’t responding'],
  ])(
    'ID-13 %s (%s) in mid-call: a search says which source failed, the other’s results stand, Retry brings the rest',
    async (source, fault, words) => {
      const taskSid = await centre.take('one-match');
      await centre.stage.fault(source, fault);
      await centre.ada.page.getByRole('button', { name: 'Search', exact: true }).first().press('Enter');
      await centre.ada.page.getByRole('textbox', { name: 'Name' }).fill('Yamamoto');
      await centre.ada.page.keyboard.press('Enter');
      await centre.ada.text(words).waitFor({ timeout: 12_000 });
      await centre.ada.page.getByText('Yamamoto').first().waitFor();
      await centre.stage.fault(source, null);
      await centre.ada.page.getByRole('button', { name: /Retry/ }).first().press('Enter');
      await centre.ada.text(words).waitFor({ state: 'detached' });
      await centre.ada.page.keyboard.press('Escape');
      await centre.ada.finish(taskSid);
    },
  );

  test('ID-13 nobody has said where the Functions are: every task may be completed, and Flex says once that nothing is recorded', async () => {
    const kim = await centre.stage.desktop('kim');
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
    // Flex draws a ringing task anew while it rings, and a key pressed in that moment goes nowhere
    const button = kim.page.getByRole('button', { name: /^accept/i }).first();
    await eventually(async () => {
      if (await button.isVisible()) await button.press('Enter', { timeout: 2_000 });
      expect((await centre.stage.task(taskSid)).status).toBe('assigned');
    });
    await kim.text('Interaction History isn’t set up yet').waitFor();
    await kim.hangUp(taskSid);
    await kim.completeButton.press('Enter');
    await kim.page.getByText('The task is completed without a record').locator('visible=true').first().waitFor();
    await kim.shotOfWindow('degraded-not-configured');
    await kim.idle();
    expect(kim.troubles).toEqual([]);
  });

  test('RC-4 what was typed survives a reload in mid-sentence', async () => {
    const taskSid = await centre.take('one-match');
    await centre.ada.chooseReason('refund st');
    await centre.ada.page.keyboard.type('Half a sent');
    await centre.ada.page.reload();
    await centre.ada.page.getByText('David Okafor').first().click();
    await centre.ada.section('Wrap-up').waitFor();
    expect(await centre.ada.comment.inputValue()).toBe('Half a sent');
    expect(await centre.ada.reason.inputValue()).toContain('Refund status');
    await centre.ada.text('Not saved yet').waitFor();
    await centre.ada.hangUp(taskSid);
    await centre.ada.completeButton.press('Enter');
    await centre.ada.idle();
  });
});
