import type { TwilioStandIn } from './stand-in';
import { TaskRouter } from './taskrouter';
import { fixedSid } from './sids';
import { lab, started } from './testing/started';

describe('a task’s life', () => {
  let twilio: TwilioStandIn;
  const events: string[] = [];
  beforeEach(async () => {
    twilio = await started();
    events.length = 0;
    twilio.taskrouter.listen(({ type, worker }) => events.push(`${worker.person.id} ${type}`));
  });
  afterEach(() => twilio.stop());
  const statusOf = (taskSid: string): string[] => [
    twilio.taskrouter.task(taskSid).status,
    ...twilio.taskrouter.reservationsOf(taskSid).map(({ status }) => status),
  ];

  it.each(['one-match', 'sms'])('goes from ring to accept to wrap-up to complete: %s', async (persona) => {
    const { body } = await lab(twilio, 'ring', { persona });
    const taskSid = String(body.taskSid);
    expect(statusOf(taskSid)).toEqual(['reserved', 'pending']);
    await lab(twilio, 'accept', { taskSid });
    expect(statusOf(taskSid)).toEqual(['assigned', 'accepted']);
    await lab(twilio, 'hangup', { taskSid });
    expect(statusOf(taskSid)).toEqual(['wrapping', 'wrapping']);
    await lab(twilio, 'complete', { taskSid });
    expect(statusOf(taskSid)).toEqual(['completed', 'completed']);
    expect(events.filter((event) => event !== 'ada task.updated')).toEqual([
      'ada reservation.created',
      'ada reservation.accepted',
      'ada reservation.wrapup',
      'ada task.wrapup',
      'ada reservation.completed',
      'ada task.completed',
    ]);
  });

  it('a caller who gives up while it rings cancels the task', async () => {
    const { taskSid } = twilio.phone.ring('unknown');
    await lab(twilio, 'hangup', { taskSid });
    expect(statusOf(taskSid)).toEqual(['canceled', 'canceled']);
    expect(events).toContain('ada reservation.canceled');
  });

  it('a wrap-up that takes too long is completed without the worker', async () => {
    const { taskSid } = twilio.phone.ring('one-match');
    twilio.phone.accept(taskSid);
    twilio.phone.hangUp(taskSid);
    await lab(twilio, 'wrapup-timeout', { taskSid });
    expect(statusOf(taskSid)).toEqual(['completed', 'completed']);
  });

  it('a transferred task has two reservations, and is complete when both are', () => {
    const { taskSid, reservationSid } = twilio.phone.ring('one-match');
    twilio.phone.accept(taskSid);
    const second = twilio.phone.transfer('kim', taskSid);
    expect(statusOf(taskSid)).toEqual(['assigned', 'accepted', 'pending']);
    twilio.phone.accept(taskSid);
    expect(statusOf(taskSid)).toEqual(['assigned', 'wrapping', 'accepted']);
    expect(events).toContain('ada task.transfer-completed');
    twilio.taskrouter.complete(reservationSid);
    expect(statusOf(taskSid)).toEqual(['assigned', 'completed', 'accepted']);
    twilio.phone.hangUp(taskSid);
    twilio.taskrouter.complete(second.reservationSid);
    expect(statusOf(taskSid)).toEqual(['completed', 'completed', 'completed']);
  });

  it('a declined offer puts the task back in its queue', () => {
    const { taskSid, reservationSid } = twilio.phone.ring('one-match');
    twilio.taskrouter.decline(reservationSid, 'rejected');
    expect(statusOf(taskSid)).toEqual(['pending', 'rejected']);
  });

  it.each([
    ['accept', 'an unknown task', { taskSid: 'WT' + '0'.repeat(32) }, 404],
    ['hangup', 'no task at all', {}, 400],
    ['ring', 'an unknown persona', { persona: 'nobody' }, 404],
    ['ring', 'an unknown person', { persona: 'sms', worker: 'nobody' }, 404],
    ['say', 'no conversation', { text: 'hi' }, 400],
  ])('%s on %s is an error that says so', async (command, _what, body, status) => {
    expect(await lab(twilio, command, body)).toMatchObject({ status, body: { message: expect.any(String) as string } });
  });

  it('every change of a task raises its version', () => {
    const router = new TaskRouter();
    const task = router.createTask({ channel: 'voice', queue: { sid: fixedSid('WQ', 1), name: 'Q' }, attributes: {} });
    const versions = [task.version];
    const { sid } = router.reserve(task.sid, fixedSid('WK', 1));
    versions.push(task.version);
    router.update(task.sid, { attributes: { a: 1 } });
    versions.push(task.version);
    router.accept(sid);
    versions.push(task.version);
    expect(versions).toEqual([0, 1, 2, 3]);
  });
});
