import { violations } from './axe';
import { inCentre } from './test-environment';

jest.setTimeout(120_000);

/** The call that everything else thickens: in the real Flex UI, on the real Functions. */
describe('one call, from ring to report', () => {
  const centre = inCentre();

  const ofDavid = async () =>
    (await centre.stage.documents('interactions')).filter(({ identityKey }) => identityKey === 'phone:+14155550127');

  test('ring → accept → one match → link → reason missing → blocked → reason → complete → stored → the next call shows the entry', async () => {
    await centre.stage.lab('requests');
    const { taskSid } = await centre.ada.ring('one-match');

    // ID-3 the ringing task already says who calls, from one look-up, without a preflight
    await centre.ada.text('David Okafor').waitFor();
    const { requests } = await centre.stage.lab<{ requests: Record<string, number> }>('requests');
    expect(requests['POST /customers/lookup']).toBe(1);
    expect(Object.keys(requests).filter((line) => line.startsWith('OPTIONS'))).toEqual([]);

    await centre.ada.accept(taskSid);
    await centre.ada.text('1 match, pre-selected').waitFor();
    await centre.ada.text('410 Larkin St, San Francisco, CA 94102').waitFor();
    await centre.ada.shot('one-call-1-accepted');

    // ID-12 confirming writes customers.* at once
    await centre.ada.page.getByRole('button', { name: /^Confirm David Okafor/ }).press('Enter');
    await centre.ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    expect((await centre.stage.task(taskSid)).attributes).toMatchObject({ customers: { name: 'David Okafor' } });
    await centre.ada.shot('one-call-2-linked');

    // RC-1
    await centre.ada.hangUp(taskSid);
    await centre.ada.completeButton.press('Enter');
    await centre.ada.text('A reason is required to complete the task.').waitFor();
    await centre.ada.focused('ih-reason');
    expect((await centre.stage.task(taskSid)).status).toBe('wrapping');
    await centre.ada.shot('one-call-3-blocked');

    await centre.ada.page.keyboard.type('refund st');
    await centre.ada.page.getByRole('option', { name: /Refund status/ }).waitFor();
    await centre.ada.shot('one-call-4-picker');
    await centre.ada.page.keyboard.press('Enter');
    await centre.ada.focused('ih-comment');
    await centre.ada.page.keyboard.type('Refund of $84.00 agreed.');
    await centre.ada.shot('one-call-5-filled');

    await centre.ada.completeButton.press('Enter');
    await centre.ada.idle();
    const { status, attributes } = await centre.stage.task(taskSid);
    expect(status).toBe('completed');
    expect(attributes).toMatchObject({
      from: '+14155550127',
      customers: { name: 'David Okafor' },
      conversations: { outcome: 'billing_refund_status', initiative: 'billing', content: 'Refund of $84.00 agreed.' },
    });
    expect(await ofDavid()).toMatchObject([
      { comment: 'Refund of $84.00 agreed.', worker: { name: 'Ada Agent' }, queue: { name: 'Billing EN' } },
    ]);

    const again = await centre.ada.ring('one-match');
    await centre.ada.accept(again.taskSid);
    const history = centre.ada.section('History');
    await history.getByText('Refund of $84.00 agreed.').waitFor();
    await history.getByText('Billing › Refund › Refund status').waitFor();
    await centre.ada.shot('one-call-6-next-call');
    await centre.ada.finish(again.taskSid);
    expect(await ofDavid()).toHaveLength(2);
  });

  test.each([
    ['three-matches', 'Who is it?'],
    ['stored', '1 match, pre-selected'],
  ])('the tab has no accessibility violation: %s', async (persona, sign) => {
    const { taskSid } = await centre.ada.ring(persona);
    await centre.ada.accept(taskSid);
    await centre.ada.text(sign).waitFor();
    expect(await violations(centre.ada.page, 'section')).toEqual([]);
    await centre.ada.finish(taskSid);
  });
});
