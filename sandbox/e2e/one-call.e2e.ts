import { violations } from './axe';
import { openStage, type Desktop, type Stage } from './support';

jest.setTimeout(120_000);

/** The call that everything else thickens: in the real Flex UI, on the real Functions. */
describe('one call, from ring to report', () => {
  let stage: Stage;
  let ada: Desktop;

  beforeAll(async () => {
    stage = await openStage();
    ada = await stage.desktop('ada');
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    const { unknown } = await stage.lab('unknown');
    await stage.stop();
    expect(unknown).toEqual([]);
    expect(ada.troubles).toEqual([]);
  });

  const ofDavid = async () =>
    (await stage.documents('interactions')).filter(({ identityKey }) => identityKey === 'phone:+14155550127');

  test('ring → accept → one match → link → reason missing → blocked → reason → complete → stored → the next call shows the entry', async () => {
    await stage.lab('requests');
    const { taskSid } = await ada.ring('one-match');

    // ID-3 the ringing task already says who calls, from one look-up, without a preflight
    await ada.text('David Okafor').waitFor();
    const { requests } = await stage.lab<{ requests: Record<string, number> }>('requests');
    expect(requests['POST /customers/lookup']).toBe(1);
    expect(Object.keys(requests).filter((line) => line.startsWith('OPTIONS'))).toEqual([]);

    await ada.accept(taskSid);
    await ada.text('1 match, pre-selected').waitFor();
    await ada.text('410 Larkin St, San Francisco, CA 94102').waitFor();
    await ada.shot('one-call-1-accepted');

    // ID-12 confirming writes customers.* at once
    await ada.page.getByRole('button', { name: /^Confirm David Okafor/ }).press('Enter');
    await ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    expect((await stage.task(taskSid)).attributes).toMatchObject({ customers: { name: 'David Okafor' } });
    await ada.shot('one-call-2-linked');

    // RC-1
    await ada.hangUp(taskSid);
    await ada.completeButton.press('Enter');
    await ada.text('A reason is required to complete the task.').waitFor();
    await ada.focused('ih-reason');
    expect((await stage.task(taskSid)).status).toBe('wrapping');
    await ada.shot('one-call-3-blocked');

    await ada.page.keyboard.type('refund st');
    await ada.page.getByRole('option', { name: /Refund status/ }).waitFor();
    await ada.shot('one-call-4-picker');
    await ada.page.keyboard.press('Enter');
    await ada.focused('ih-comment');
    await ada.page.keyboard.type('Refund of $84.00 agreed.');
    await ada.shot('one-call-5-filled');

    await ada.completeButton.press('Enter');
    await ada.idle();
    const { status, attributes } = await stage.task(taskSid);
    expect(status).toBe('completed');
    expect(attributes).toMatchObject({
      from: '+14155550127',
      customers: { name: 'David Okafor' },
      conversations: { outcome: 'billing_refund_status', initiative: 'billing', content: 'Refund of $84.00 agreed.' },
    });
    expect(await ofDavid()).toMatchObject([
      { comment: 'Refund of $84.00 agreed.', worker: { name: 'Ada Agent' }, queue: { name: 'Billing EN' } },
    ]);

    const again = await ada.ring('one-match');
    await ada.accept(again.taskSid);
    const history = ada.section('History');
    await history.getByText('Refund of $84.00 agreed.').waitFor();
    await history.getByText('Billing › Refund › Refund status').waitFor();
    await ada.shot('one-call-6-next-call');
    await ada.finish(again.taskSid);
    expect(await ofDavid()).toHaveLength(2);
  });

  test.each([
    ['three-matches', 'Who is it?'],
    ['stored', '1 match, pre-selected'],
  ])('the tab has no accessibility violation: %s', async (persona, sign) => {
    const { taskSid } = await ada.ring(persona);
    await ada.accept(taskSid);
    await ada.text(sign).waitFor();
    expect(await violations(ada.page, 'section')).toEqual([]);
    await ada.finish(taskSid);
  });
});
