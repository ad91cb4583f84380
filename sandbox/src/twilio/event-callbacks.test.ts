import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSignedByTwilio } from '@interaction-history/serverless/src/runtime/twilio-signature';
import { ACCOUNT } from '../environment';
import { PEOPLE, QUEUES } from '../personas';
import { eventCallbacks, type EventCallbacks } from './event-callbacks';
import { TaskRouter } from './taskrouter';

const byType = (a: { type: string }, b: { type: string }): number => (a.type < b.type ? -1 : 1);

describe('TaskRouter’s event callback', () => {
  let server: Server;
  let url: string;
  let status = 204;
  let received: { fields: Record<string, string>; signature: string | undefined }[];
  let router: TaskRouter;
  let callbacks: EventCallbacks;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        received.push({ fields, signature: request.headers['x-twilio-signature'] as string | undefined });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/taskrouter/events`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    status = 204;
    received = [];
    router = new TaskRouter();
    callbacks = eventCallbacks(router, {
      ...ACCOUNT,
      callback: { url, events: 'reservation.wrapup,task.completed,task.canceled' },
    });
  });
  afterEach(() => callbacks.stop());

  const talking = (): string => {
    const task = router.createTask({ channel: 'voice', queue: { ...QUEUES[0] }, attributes: { from: '+14155550127' } });
    return router.accept(router.reserve(task.sid, PEOPLE[0]?.workerSid ?? '').sid).sid;
  };

  test('posts the events of the filter alone, as forms that Twilio’s signature fits', async () => {
    const reservationSid = talking();
    router.wrapUp(reservationSid);
    router.complete(reservationSid, 'wrapup timeout');
    await callbacks.settled();
    const { taskSid } = router.reservation(reservationSid);
    expect([...callbacks.delivered].sort(byType)).toEqual([
      { type: 'reservation.wrapup', taskSid, status: 204 },
      { type: 'task.completed', taskSid, status: 204 },
    ]);
    received.sort((a, b) => byType({ type: a.fields.EventType ?? '' }, { type: b.fields.EventType ?? '' }));
    for (const { fields, signature } of received) expect(isSignedByTwilio(signature, ACCOUNT.authToken, url, fields)).toBe(true);
    expect(received.map(({ fields }) => [fields.ReservationSid, fields.TaskCompletedReason])).toEqual([
      [reservationSid, undefined],
      [undefined, 'wrapup timeout'],
    ]);
  });

  test('an answer that is a failure is kept, and the event is not sent again', async () => {
    status = 503;
    router.wrapUp(talking());
    await callbacks.settled();
    expect(callbacks.delivered.map((one) => one.status)).toEqual([503]);
    expect(received).toHaveLength(1);
  });
});
