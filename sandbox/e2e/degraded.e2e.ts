import { eventually, openStage, type Desktop, type Stage } from './support';

jest.setTimeout(120_000);

/** One source down costs its own section; nothing typed is lost (ID-13, RC-4, RC-5). */
describe('with a source stopped during the call', () => {
  let stage: Stage;
  let ada: Desktop;

  beforeAll(async () => {
    stage = await openStage();
    ada = await stage.desktop('ada');
  });
  afterAll(() => stage.stop());
  afterEach(() => stage.clear());

  test('Salesforce down: its section says so, the stored customer and the history are there, Retry works when it is back', async () => {
    await stage.fault('salesforce', 'reset');
    const { taskSid } = await ada.ring('stored');
    await ada.accept(taskSid);
    await ada.text('Salesforce did not answer').waitFor();
    await ada.text('From history').waitFor();
    await ada.section('History').getByText('No light on the modem', { exact: false }).waitFor();
    await ada.shot('degraded-salesforce');
    await stage.fault('salesforce', null);
    await ada.page.getByRole('button', { name: /Retry/ }).first().press('Enter');
    await ada.text('1 match, pre-selected').waitFor();
    await ada.finish(taskSid);
  });

  test('the master down: Salesforce’s match is there as ever', async () => {
    await stage.fault('master', 'refuse');
    const { taskSid } = await ada.ring('one-match');
    await ada.accept(taskSid);
    await ada.text('1 match, pre-selected').waitFor();
    await ada.text('The master did not answer').waitFor();
    await ada.shot('degraded-master');
    await ada.finish(taskSid);
  });

  test('Firestore down while completing: the agent is told why, retry stores it once the store is back', async () => {
    const { taskSid } = await ada.ring('unknown');
    await ada.accept(taskSid);
    await stage.fault('firestore', 'unavailable');
    await ada.hangUp(taskSid);
    await ada.completeButton.waitFor();
    await ada.chooseReason('order status');
    await ada.page.keyboard.type('Parcel is late.');
    await ada.completeButton.press('Enter');
    await ada.text('The task is not completed').waitFor();
    await ada.shot('degraded-firestore');
    expect((await stage.task(taskSid)).status).toBe('wrapping');
    expect(await ada.comment.inputValue()).toBe('Parcel is late.');
    await stage.fault('firestore', null);
    await ada.page.getByRole('button', { name: 'Retry', exact: true }).first().press('Enter');
    await ada.idle();
    expect((await stage.documents('interactions')).filter(({ taskSid: sid }) => sid === taskSid)).toMatchObject([
      { comment: 'Parcel is late.' },
    ]);
  });

  test('RC-5 the Functions down while completing: complete now, and the record is sent later by itself', async () => {
    const { taskSid } = await ada.ring('unknown');
    await ada.accept(taskSid);
    await ada.hangUp(taskSid);
    await ada.completeButton.waitFor();
    await ada.chooseReason('order status');
    await ada.page.keyboard.type('Kept for later.');
    await stage.fault('functions', 'reset');
    await ada.completeButton.press('Enter');
    await ada.page.getByRole('button', { name: 'Complete now, send later' }).waitFor();
    await ada.shot('degraded-functions');
    await ada.page.getByRole('button', { name: 'Complete now, send later' }).press('Enter');
    await ada.idle();
    expect((await stage.task(taskSid)).status).toBe('completed');
    await stage.fault('functions', null);
    // a reload in between loses nothing: the outbox is the browser's
    await ada.page.reload();
    await ada.idle();
    const stored = async () => (await stage.documents('interactions')).filter(({ taskSid: sid }) => sid === taskSid);
    await eventually(async () => expect(await stored()).toMatchObject([{ comment: 'Kept for later.' }]));
  });

  test('RC-4 what was typed survives a reload in mid-sentence', async () => {
    const { taskSid } = await ada.ring('one-match');
    await ada.accept(taskSid);
    await ada.chooseReason('refund st');
    await ada.page.keyboard.type('Half a sent');
    await ada.page.reload();
    await ada.page.getByText('David Okafor').first().click();
    await ada.section('Wrap-up').waitFor();
    expect(await ada.comment.inputValue()).toBe('Half a sent');
    expect(await ada.reason.inputValue()).toContain('Refund status');
    await ada.text('Not saved yet').waitFor();
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.idle();
  });
});
