import http from 'node:http';
import { WebSocket } from 'ws';
import type { TwilioStandIn } from './stand-in';
import { ACCOUNT, bridge, lab, started } from './testing/started';

describe('the stand-in', () => {
  let twilio: TwilioStandIn;
  const open: WebSocket[] = [];
  beforeEach(async () => {
    twilio = await started({
      lab: {
        echo: (body) => ({ heard: body }),
        faults: (body) => ({
          sources: [
            { id: 'salesforce', label: 'Salesforce', fault: (body as { fault?: string }).fault ?? null, choices: ['hang'] },
          ],
        }),
      },
    });
  });
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.terminate();
    await twilio.stop();
  });

  const reservations = (workerSid: string): string => `Workspaces/${ACCOUNT.workspaceSid}/Workers/${workerSid}/Reservations`;

  /** A browser tab of a person: resolves once `init` has come; `next` waits for an event. */
  async function tab(personId: string): Promise<(type: string) => Promise<Record<string, unknown>>> {
    const url = `${twilio.origin.replace('http', 'ws')}/_twilio/event-bridge.twilio.com/v1/wschannels?token=${twilio.issueToken(personId).token}`;
    const socket = new WebSocket(url);
    open.push(socket);
    const seen: { event_type: string; payload: Record<string, unknown> }[] = [];
    const waiting = new Set<() => void>();
    socket.on('message', (data: Buffer) => {
      if (data.toString().trim() !== '') seen.push(JSON.parse(data.toString()) as (typeof seen)[number]);
      for (const wake of waiting) wake();
    });
    const next = (type: string): Promise<Record<string, unknown>> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = seen.find(({ event_type }) => event_type === type);
          if (!found) return;
          waiting.delete(look);
          resolve(found.payload);
        };
        waiting.add(look);
        look();
      });
    await next('init');
    return next;
  }

  it('every tab of a worker gets the event, other workers do not', async () => {
    const [first, second, kims] = await Promise.all([tab('ada'), tab('ada'), tab('kim')]);
    const { reservationSid } = twilio.phone.ring('one-match', 'ada');
    expect(await first('reservation.created')).toMatchObject({
      sid: reservationSid,
      reservation_status: 'pending',
      task: { queue_name: 'Billing EN' },
    });
    expect(await second('reservation.created')).toMatchObject({ sid: reservationSid });
    const mine = twilio.phone.ring('unknown', 'kim');
    // the first event Kim sees is Kim's own
    expect(await kims('reservation.created')).toMatchObject({ sid: mine.reservationSid });
  });

  it('a call accepted in the desktop is assigned a moment later, by itself, with its conference on the task', async () => {
    const ada = await tab('ada');
    const { reservationSid, taskSid } = twilio.phone.ring('one-match', 'ada');
    const { token, worker } = twilio.issueToken('ada');
    const answer = await bridge(twilio, token, 'POST', `${reservations(worker?.sid ?? '')}/${reservationSid}`, {
      Instruction: 'conference',
    });
    expect(answer.body).toMatchObject({ payload: { reservation_status: 'pending' } });
    expect(await ada('reservation.accepted')).toMatchObject({ sid: reservationSid, reservation_status: 'accepted' });
    expect(twilio.taskrouter.task(taskSid)).toMatchObject({
      status: 'assigned',
      attributes: { conference: { sid: expect.stringMatching(/^CF/) as string } },
    });
  });

  it('a completed reservation is listed no more, so that a reload does not bring it back', async () => {
    const { taskSid } = twilio.phone.ring('one-match', 'ada');
    const { token, worker } = twilio.issueToken('ada');
    const list = async (): Promise<unknown> => (await bridge(twilio, token, 'GET', reservations(worker?.sid ?? ''))).body.payload;
    expect(await list()).toMatchObject({ total: 1 });
    twilio.phone.accept(taskSid);
    twilio.phone.complete(taskSid);
    expect(await list()).toMatchObject({ total: 0, contents: [] });
  });

  it('one worker cannot touch another’s reservation, and a token nobody issued opens nothing', async () => {
    const { reservationSid } = twilio.phone.ring('one-match', 'ada');
    const kim = twilio.issueToken('kim');
    expect(
      (
        await bridge(twilio, kim.token, 'POST', `${reservations(kim.worker?.sid ?? '')}/${reservationSid}`, {
          ReservationStatus: 'accepted',
        })
      ).status,
    ).toBe(404);
    expect((await bridge(twilio, 'made-up', 'GET', reservations('WK' + '0'.repeat(32)))).status).toBe(401);
  });

  it('an unknown request of the event bridge is answered 404 and listed', async () => {
    expect((await bridge(twilio, twilio.issueToken('ada').token, 'GET', 'Workspaces/nothing')).status).toBe(404);
    expect(twilio.unknown).toMatchObject([{ host: 'event-bridge.twilio.com', path: '/v1/wschannels GET Workspaces/nothing' }]);
  });

  it('a second stand-in on a taken port says so', async () => {
    await expect(started({ port: Number(new URL(twilio.origin).port) })).rejects.toThrow(/Port \d+ on 127\.0\.0\.1 is taken/);
  });

  it('another web page may neither command the phone nor open a socket', async () => {
    expect((await lab(twilio, 'echo', {}, { origin: twilio.origin })).status).toBe(200);
    await expect(
      fetch(`${twilio.origin}/_lab/echo`, { method: 'POST', headers: { origin: 'https://evil.example' } }),
    ).resolves.toMatchObject({ status: 403 });
    const socket = new WebSocket(`${twilio.origin.replace('http', 'ws')}/_twilio/tsock.us1.twilio.com/v3/wsconnect`, {
      origin: 'https://evil.example',
    });
    await expect(
      new Promise((resolve) => socket.on('error', () => resolve('refused')).on('open', () => resolve('open'))),
    ).resolves.toBe('refused');
  });

  it('a foreign host name that resolves here is refused', async () => {
    const { port } = new URL(twilio.origin);
    const status = await new Promise((resolve) =>
      http.get({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ),
    );
    expect(status).toBe(403);
  });

  it('commands can be added, and the faults panel joins its own sources with the added ones', async () => {
    expect((await lab(twilio, 'echo', { a: 1 })).body).toEqual({ heard: { a: 1 } });
    const set = await lab(twilio, 'faults', { source: 'taskrouter', fault: '429' });
    expect(set.body).toMatchObject({
      sources: [{ id: 'taskrouter', fault: '429' }, { id: 'iam', fault: null }, { id: 'salesforce' }],
    });
    expect(twilio.faults.taskrouter).toBe(429);
    expect((await lab(twilio, 'faults', { source: 'taskrouter', fault: 'nonsense' })).status).toBe(400);
  });

  it('the Flex configuration tells the plugin where the Functions are', async () => {
    const response = await fetch(`${twilio.origin}/_twilio/flex-api.twilio.com/v1/Configuration`);
    expect(await response.json()).toMatchObject({
      ui_attributes: { interactionHistory: { functionsUrl: 'http://127.0.0.1:9' } },
    });
  });

  it('the desktop may call this origin and the Functions, and nothing else', async () => {
    const policy = (await fetch(`${twilio.origin}/agent-desktop`)).headers.get('content-security-policy');
    const { port } = new URL(twilio.origin);
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port} http://127.0.0.1:9 blob: data:`);
  });

  it('signing in gives Flex what it keeps: token, identity, roles; an unknown person is refused', async () => {
    const signIn = (body: object): Promise<Response> =>
      fetch(`${twilio.origin}/_desktop/session`, { method: 'POST', body: JSON.stringify(body) });
    expect(await (await signIn({ as: 'sam' })).json()).toMatchObject({
      identity: 'sam_40example_2Ecom',
      roles: ['supervisor'],
      accountSid: ACCOUNT.accountSid,
    });
    expect(await (await signIn({ identity: 'kim_40example_2Ecom' })).json()).toMatchObject({ identity: 'kim_40example_2Ecom' });
    expect((await signIn({ as: 'nobody' })).status).toBe(401);
  });
});
