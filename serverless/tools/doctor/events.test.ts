import type { EventsHealth } from '../../src/events/health';
import { eventsFindings } from './events';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const HEALTH: EventsHealth = {
  listeningAt: '2026-11-28T11:58:00.000Z',
  lastEventAt: '2026-11-28T11:00:00.000Z',
  lagMs: 120,
  waiting: 0,
  failed: [],
};
const levels = (changes: Partial<EventsHealth>): string[] =>
  eventsFindings({ ...HEALTH, ...changes }, NOW, '.env.stage').map(({ id, level }) => `${level} ${id}`);

test('EV-5 a worker that listens, the last event and its lag', () => {
  expect(levels({})).toEqual(['ok events.worker', 'ok events.lag']);
  expect(levels({ lastEventAt: null, lagMs: null, waiting: 3 })).toEqual(['ok events.worker', 'ok events.waiting']);
});

test('EV-5 no worker, a late event and failed orders are said, with what to do', () => {
  const failed = [{ orderId: '8015e000000001', reason: 'The billing system refused: Client ID Not Found' }];
  expect(levels({ listeningAt: null })).toContain('fail events.worker');
  expect(levels({ listeningAt: '2026-11-28T11:45:00.000Z', lagMs: 60_000, failed })).toEqual([
    'fail events.worker',
    'warn events.lag',
    'warn events.failed',
  ]);
  const [worker, , orders] = eventsFindings({ ...HEALTH, listeningAt: null, failed }, NOW, '.env.stage');
  expect(worker?.mend).toBe('npm run events -w serverless -- --env-file .env.stage');
  expect(orders?.text).toContain('8015e000000001 (The billing system refused: Client ID Not Found)');
});
