import type { TwilioStandIn } from './stand-in';
import { ACCOUNT, lab, rest, started } from './testing/started';

describe('TaskRouter’s REST API', () => {
  let twilio: TwilioStandIn;
  beforeEach(async () => {
    twilio = await started();
  });
  afterEach(() => twilio.stop());

  const rung = (persona = 'one-match', worker = 'ada'): { taskSid: string; reservationSid: string } =>
    twilio.phone.ring(persona, worker);

  it('shows a task as Twilio documents it, with its version as a quoted ETag', async () => {
    const { taskSid } = rung();
    const { status, headers, body } = await rest(twilio, `/Tasks/${taskSid}`);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe(`"${twilio.taskrouter.task(taskSid).version}"`);
    expect(body).toMatchObject({
      sid: taskSid,
      account_sid: ACCOUNT.accountSid,
      workspace_sid: ACCOUNT.workspaceSid,
      assignment_status: 'reserved',
      task_queue_friendly_name: 'Billing EN',
      task_channel_unique_name: 'voice',
      age: expect.any(Number) as number,
    });
    expect(body.task_queue_sid).toMatch(/^WQ[0-9a-f]{32}$/);
    expect(body.date_created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(JSON.parse(String(body.attributes))).toMatchObject({ from: '+14155550127', direction: 'inbound' });
  });

  it('writes attributes and answers with the new ETag', async () => {
    const { taskSid } = rung();
    const before = await rest(twilio, `/Tasks/${taskSid}`);
    const after = await rest(
      twilio,
      `/Tasks/${taskSid}`,
      { Attributes: '{"customers":{"name":"Ana"}}' },
      { 'if-match': before.headers.get('etag') ?? '' },
    );
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(twilio.taskrouter.task(taskSid).attributes).toEqual({ customers: { name: 'Ana' } });
  });

  it('a stale If-Match is refused with 412 and nothing changes', async () => {
    const { taskSid } = rung();
    const stale = (await rest(twilio, `/Tasks/${taskSid}`)).headers.get('etag') ?? '';
    await rest(twilio, `/Tasks/${taskSid}`, { Attributes: '{"first":true}' });
    const refused = await rest(twilio, `/Tasks/${taskSid}`, { Attributes: '{"second":true}' }, { 'if-match': stale });
    expect(refused).toMatchObject({
      status: 412,
      body: { code: 20412, status: 412, more_info: 'https://www.twilio.com/docs/errors/20412' },
    });
    expect(twilio.taskrouter.task(taskSid).attributes).toEqual({ first: true });
  });

  it('of twenty writers with the same ETag exactly one succeeds', async () => {
    const { taskSid } = rung();
    const etag = (await rest(twilio, `/Tasks/${taskSid}`)).headers.get('etag') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        rest(twilio, `/Tasks/${taskSid}`, { Attributes: JSON.stringify({ writer }) }, { 'if-match': etag }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  });

  it.each(['not json', '[1]', '"text"', 'null'])('attributes %s are refused with 400 and nothing changes', async (attributes) => {
    const { taskSid } = rung();
    const before = twilio.taskrouter.task(taskSid).attributes;
    expect(await rest(twilio, `/Tasks/${taskSid}`, { Attributes: attributes })).toMatchObject({
      status: 400,
      body: { code: 20001 },
    });
    expect(twilio.taskrouter.task(taskSid).attributes).toBe(before);
  });

  it('a status that cannot follow is refused and the attributes sent with it are not written', async () => {
    const { taskSid } = rung();
    const before = twilio.taskrouter.task(taskSid).attributes;
    expect(await rest(twilio, `/Tasks/${taskSid}`, { AssignmentStatus: 'completed', Attributes: '{}' })).toMatchObject({
      status: 400,
    });
    expect(twilio.taskrouter.task(taskSid)).toMatchObject({ status: 'reserved', attributes: before });
  });

  it('wrong credentials are answered 401 in Twilio’s shape', async () => {
    const authorization = 'Basic ' + Buffer.from(`${ACCOUNT.accountSid}:wrong`).toString('base64');
    expect(await rest(twilio, '', undefined, { authorization })).toMatchObject({
      status: 401,
      body: { code: 20003, message: 'Authenticate', status: 401 },
    });
  });

  it('a task nobody has is answered 404 and is no unknown request', async () => {
    expect(await rest(twilio, `/Tasks/WT${'0'.repeat(32)}`)).toMatchObject({ status: 404, body: { code: 20404 } });
    expect(twilio.unknown).toEqual([]);
  });

  it('lists a task’s reservations, of one worker when asked, with paging', async () => {
    const { taskSid, reservationSid } = rung();
    await lab(twilio, 'accept', { taskSid });
    const second = twilio.phone.transfer('kim', taskSid);
    const all = await rest(twilio, `/Tasks/${taskSid}/Reservations`);
    expect(all.body).toMatchObject({
      reservations: [{ sid: reservationSid }, { sid: second.reservationSid, task_sid: taskSid }],
      meta: { key: 'reservations', page: 0, next_page_url: null },
    });
    const worker = twilio.taskrouter.reservation(second.reservationSid).workerSid;
    expect((await rest(twilio, `/Tasks/${taskSid}/Reservations?WorkerSid=${worker}`)).body.reservations).toHaveLength(1);
    const paged = await rest(twilio, `/Tasks/${taskSid}/Reservations?PageSize=1`);
    expect(paged.body).toMatchObject({
      reservations: [{ sid: reservationSid }],
      meta: { next_page_url: expect.stringContaining('Page=1') as string },
    });
  });

  it.each([
    ['TaskQueues', 'task_queues', 4],
    ['TaskChannels', 'channels', 4],
  ])('lists %s by pages: the next one is where next_page_url says, and the last has none', async (path, key, count) => {
    const found: unknown[] = [];
    for (let next: string | null = `/${path}?PageSize=3`; next !== null;) {
      const { body } = await rest(twilio, next);
      found.push(...(body[key] as unknown[]));
      const meta = body.meta as { key: string; page_size: number; next_page_url: string | null };
      expect(meta).toMatchObject({ key, page_size: 3 });
      next = meta.next_page_url?.split(`/Workspaces/${ACCOUNT.workspaceSid}`)[1] ?? null;
    }
    expect(found).toHaveLength(count);
    expect(new Set(found.map((each) => (each as { sid: string }).sid)).size).toBe(count);
  });

  it('shows one reservation, the worker, the queues and the workspace', async () => {
    const { taskSid, reservationSid } = rung();
    const reservation = await rest(twilio, `/Tasks/${taskSid}/Reservations/${reservationSid}`);
    expect(reservation.body).toMatchObject({
      sid: reservationSid,
      reservation_status: 'pending',
      worker_name: 'ada@example.com',
    });
    expect((await rest(twilio, `/Workers/${String(reservation.body.worker_sid)}`)).body).toMatchObject({
      friendly_name: 'ada@example.com',
      available: true,
    });
    const queues = (await rest(twilio, '/TaskQueues')).body.task_queues as { friendly_name: string }[];
    expect(queues.map(({ friendly_name }) => friendly_name)).toEqual(['Billing EN', 'Orders EN', 'Tech EN', 'General']);
    expect((await rest(twilio, '')).body).toMatchObject({ sid: ACCOUNT.workspaceSid, friendly_name: 'Flex Task Assignment' });
  });

  it('an unknown path is answered 404 and recorded with its ids masked', async () => {
    expect((await rest(twilio, `/Tasks/WT${'a'.repeat(32)}/Nothing`)).status).toBe(404);
    expect(twilio.unknown).toEqual([
      { method: 'GET', host: 'taskrouter.twilio.com', path: '/v1/Workspaces/WS…/Tasks/WT…/Nothing', count: 1 },
    ]);
  });

  it('lists events of 15 minutes unless asked for more, also of a task that was dropped, by the documented filters, without pages', async () => {
    const { taskSid, reservationSid } = rung();
    twilio.phone.accept(taskSid);
    twilio.phone.hangUp(taskSid);
    twilio.taskrouter.forget(taskSid);
    expect((await rest(twilio, `/Tasks/${taskSid}`)).status).toBe(404);
    const accepted = `/Events?ReservationSid=${reservationSid}&EventType=reservation.accepted`;
    const { body } = await rest(twilio, accepted);
    expect(body.events).toMatchObject([
      {
        event_type: 'reservation.accepted',
        resource_sid: reservationSid,
        event_data: { task_sid: taskSid, reservation_sid: reservationSid, task_channel_unique_name: 'voice' },
      },
    ]);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 20 * 60_000);
    expect((await rest(twilio, accepted)).body.events).toEqual([]);
    expect((await rest(twilio, `${accepted}&Minutes=43200`)).body.events).toHaveLength(1);
    expect((await rest(twilio, `${accepted}&Page=1`)).status).toBe(400);
    jest.restoreAllMocks();
  });

  it.each([401, 429, 500] as const)('the fault %s answers with that status', async (fault) => {
    twilio.faults.taskrouter = fault;
    expect(await rest(twilio, '')).toMatchObject({ status: fault, body: { status: fault } });
    twilio.faults.taskrouter = null;
    expect((await rest(twilio, '')).status).toBe(200);
  });

  it('the fault 412 refuses conditional writes and lets reads pass', async () => {
    const { taskSid } = rung();
    twilio.faults.taskrouter = 412;
    expect((await rest(twilio, `/Tasks/${taskSid}`)).status).toBe(200);
    expect((await rest(twilio, `/Tasks/${taskSid}`, { Attributes: '{}' }, { 'if-match': '"0"' })).status).toBe(412);
  });

  it('the fault reset cuts the connection, and hang never answers but lets the stand-in stop', async () => {
    twilio.faults.taskrouter = 'reset';
    await expect(rest(twilio, '')).rejects.toThrow();
    twilio.faults.taskrouter = 'hang';
    const hanging = rest(twilio, '').then(
      () => 'answered',
      () => 'cut',
    );
    await twilio.stop();
    await expect(hanging).resolves.toBe('cut');
  });
});
