import type { Centre } from './centre';
import { derivedSid } from './conversations';
import { ACTIVITIES } from './sids';
import { isLive, type Reservation, type Worker } from './taskrouter-model';

/**
 * Sync's live queries over TaskRouter (`/v3/Insights/<index>/Items`): the Teams view and the transfer directory. A query
 * answers with all there is at that moment: its expression is not evaluated and it does not follow changes.
 */
export function insightsHttp(centre: Centre, url: URL, { query_string: query }: Record<string, unknown>): unknown {
  const [, index = ''] = /^\/v3\/Insights\/([\w-]+)\/Items$/.exec(url.pathname) ?? [];
  const items = itemsOf(centre, index);
  if (!items) return undefined;
  return {
    query_id: derivedSid('QR', `${index} ${String(query)}`),
    last_event_id: 0,
    items: items.map(({ key, data }) => ({ key, data, revision: '0' })),
    meta: { key: 'items', next_token: null, previous_token: null },
  };
}

function itemsOf({ router }: Centre, index: string): { key: string; data: object }[] | undefined {
  switch (index) {
    case 'tr-worker':
      return [...router.workers.values()].map((worker) => ({ key: worker.sid, data: workerEntry(worker) }));
    case 'tr-task':
      return [...router.reservations.values()]
        .filter(isLive)
        .map((reservation) => ({ key: reservation.sid, data: taskEntry(reservation) }));
    case 'tr-queue':
    case 'tr-reservation':
      return [];
    default:
      return undefined;
  }

  function taskEntry(reservation: Reservation): object {
    const task = router.task(reservation.taskSid);
    return {
      sid: reservation.sid,
      task_sid: task.sid,
      reservation_sid: reservation.sid,
      worker_sid: reservation.workerSid,
      status: reservation.status,
      attributes: task.attributes,
      queue_name: task.queue.name,
      queue_sid: task.queue.sid,
      channel_type: task.channel,
      channel_unique_name: task.channel,
      date_created: task.createdAt.toISOString(),
      date_updated: reservation.updatedAt.toISOString(),
      age: Math.floor((Date.now() - task.createdAt.getTime()) / 1000),
      priority: task.priority,
    };
  }
}

function workerEntry({ sid, person, attributes, activitySid, statusChangedAt }: Worker): object {
  return {
    worker_sid: sid,
    friendly_name: person.email,
    attributes,
    activity_name: ACTIVITIES.find((activity) => activity.sid === activitySid)?.name,
    date_activity_changed: statusChangedAt.toISOString(),
    date_updated: statusChangedAt.toISOString(),
  };
}
