import { violations } from './axe';
import { useTestEnvironment } from './test-environment';

jest.setTimeout(120_000);

/** The call that everything else thickens: in the real Flex UI, on the real Functions. */
describe('one call, from ring to report', () => {
  const environment = useTestEnvironment();

  const ofDavid = async () =>
    (await environment.session.documents('interactions')).filter(({ identityKey }) => identityKey === 'phone:+14155550127');

  test('ring → accept → one match → link → reason missing → blocked → reason → complete → stored → the next call shows the entry', async () => {
    await environment.session.lab('requests');
    const { taskSid } = await environment.ada.ring('one-match');

    // ID-3 the ringing task already says who calls, from one look-up, without a preflight
    await environment.ada.text('David Okafor').waitFor();
    const { requests } = await environment.session.lab<{ requests: Record<string, number> }>('requests');
    // one for each section: stored, Salesforce, master
    expect(requests['POST /customers/lookup']).toBe(3);
    expect(Object.keys(requests).filter((line) => line.startsWith('OPTIONS'))).toEqual([]);

    await environment.ada.accept(taskSid);
    await environment.ada.text('1 match, pre-selected').waitFor();
    await environment.ada.text('410 Larkin St, San Francisco, CA 94102').waitFor();
    await environment.ada.shot('one-call-1-accepted');

    // ID-12 confirming writes customers.* at once
    await environment.ada.page.getByRole('button', { name: /^Confirm David Okafor/ }).press('Enter');
    await environment.ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    expect((await environment.session.task(taskSid)).attributes).toMatchObject({ customers: { name: 'David Okafor' } });
    await environment.ada.shot('one-call-2-linked');

    // RC-1
    await environment.ada.hangUp(taskSid);
    await environment.ada.completeButton.press('Enter');
    await environment.ada.text('A reason is required to complete the task.').waitFor();
    await environment.ada.focused('ih-reason');
    expect((await environment.session.task(taskSid)).status).toBe('wrapping');
    await environment.ada.shot('one-call-3-blocked');

    await environment.ada.page.keyboard.type('refund st');
    await environment.ada.page.getByRole('option', { name: /Refund status/ }).waitFor();
    await environment.ada.shot('one-call-4-picker');
    await environment.ada.page.keyboard.press('Enter');
    await environment.ada.focused('ih-comment');
    await environment.ada.page.keyboard.type('Refund of $84.00 agreed.');
    await environment.ada.shot('one-call-5-filled');

    await environment.ada.completeButton.press('Enter');
    await environment.ada.idle();
    const { status, attributes } = await environment.session.task(taskSid);
    expect(status).toBe('completed');
    expect(attributes).toMatchObject({
      from: '+14155550127',
      customers: { name: 'David Okafor' },
      conversations: { outcome: 'billing_refund_status', initiative: 'billing', content: 'Refund of $84.00 agreed.' },
    });
    expect(await ofDavid()).toMatchObject([
      { comment: 'Refund of $84.00 agreed.', worker: { name: 'Ada Agent' }, queue: { name: 'Billing EN' } },
    ]);

    const again = await environment.ada.ring('one-match');
    await environment.ada.accept(again.taskSid);
    const history = environment.ada.section('History');
    await history.getByText('Refund of $84.00 agreed.').waitFor();
    await history.getByText('Billing › Refund › Refund status').waitFor();
    await environment.ada.shot('one-call-6-next-call');
    await environment.ada.finish(again.taskSid);
    expect(await ofDavid()).toHaveLength(2);
  });

  test.each([
    ['three-matches', 'Who is it?'],
    ['stored', '1 match, pre-selected'],
  ])('the tab has no accessibility violation: %s', async (persona, sign) => {
    const { taskSid } = await environment.ada.ring(persona);
    await environment.ada.accept(taskSid);
    await environment.ada.text(sign).waitFor();
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await environment.ada.finish(taskSid);
  });
});
