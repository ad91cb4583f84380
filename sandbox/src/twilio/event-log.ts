import type { TaskEvent } from './event-callbacks';
import type { TaskRouter } from './taskrouter';
import { invalid } from './twilio-error';

const MINUTE_MS = 60_000;
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;
const DEFAULT_MINUTES = 15;
/** The filters that are documented, each with the field of an event's data that it compares. */
const FILTERS: Readonly<Record<string, string>> = {
  EventType: 'event_type',
  ReservationSid: 'reservation_sid',
  TaskSid: 'task_sid',
  WorkerSid: 'worker_sid',
  TaskQueueSid: 'task_queue_sid',
  TaskChannel: 'task_channel_unique_name',
  Sid: 'sid',
};

interface Logged {
  at: number;
  /** As the API shows it. */
  resource: Record<string, unknown>;
  data: Record<string, string>;
}

/**
 * The workspace's events as its API lists them (twilio.com/docs/taskrouter/api/event): kept for 30 days, also of tasks that TaskRouter has
 * dropped; the last 15 minutes unless `Minutes` or `StartDate` says otherwise; no paging, 50 unless `PageSize` says otherwise; newest first.
 */
export function eventLog(
  router: TaskRouter,
  owner: { account_sid: string; workspace_sid: string },
  fieldsOf: (event: TaskEvent) => Record<string, string>,
): (query: URLSearchParams) => Record<string, unknown>[] {
  const log: Logged[] = [];
  router.listen((event) => {
    if (!('task' in event)) return;
    const { EventType: type = '', ...fields } = fieldsOf(event);
    const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [snakeCase(name), value]));
    const at = Date.now();
    const sid = `EV${(log.length + 1).toString(16).padStart(32, '0')}`;
    const resource = {
      ...owner,
      sid,
      event_type: type,
      event_date: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
      event_date_ms: at,
      resource_type: data.resource_type,
      resource_sid: data.resource_sid,
      source: 'twilio',
      actor_sid: null,
      actor_type: null,
      description: type,
      event_data: data,
    };
    log.push({ at, resource, data: { ...data, event_type: type, sid } });
  });
  return (query) => {
    if (query.has('Page')) throw invalid('Pagination is not supported for Events');
    const minutes = Number(query.get('Minutes') ?? DEFAULT_MINUTES);
    if (!Number.isInteger(minutes) || minutes < 0) throw invalid(`Invalid Minutes ${query.get('Minutes') ?? ''}`);
    const start = query.get('StartDate');
    const since = Math.max(Date.now() - KEPT_MS, start === null ? Date.now() - minutes * MINUTE_MS : Date.parse(start));
    const until = Date.parse(query.get('EndDate') ?? '') || Infinity;
    const matches = ({ at, data }: Logged): boolean =>
      at >= since &&
      at <= until &&
      Object.entries(FILTERS).every(([name, field]) => !query.has(name) || data[field] === query.get(name));
    const size = Math.min(1_000, Math.max(1, Number(query.get('PageSize')) || 50));
    const found = log.filter(matches).reverse().slice(0, size);
    return found.map(({ resource }) => resource);
  };
}

const snakeCase = (name: string): string => name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
