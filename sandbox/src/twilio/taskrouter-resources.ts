import { attributesText } from './attributes-json';
import type { Centre } from './centre';
import { ACTIVITIES, TASK_CHANNELS, WORKFLOW, fixedSid } from './sids';
import type { Queue, Reservation, Task, Worker } from './taskrouter-model';

export const ORIGIN = 'https://taskrouter.twilio.com';
const EPOCH = '2026-01-01T00:00:00Z';

type Resource = Record<string, unknown>;

/** TaskRouter's resources as its REST API shows them: the fields of Twilio's published OpenAPI description. */
export interface Resources {
  task: (one: Task) => Resource;
  reservation: (one: Reservation) => Resource;
  worker: (one: Worker) => Resource;
  queue: (one: Queue) => Resource;
  taskChannel: (one: (typeof TASK_CHANNELS)[number]) => Resource;
  workspace: () => Resource;
}

export function taskRouterResources({ router, account, workspaceSid, eventCallback }: Centre): Resources {
  const base = `/v1/Workspaces/${workspaceSid}`;
  const owner = { account_sid: account.accountSid, workspace_sid: workspaceSid };
  return { task, reservation, worker, queue, taskChannel, workspace };

  function task(one: Task): Resource {
    const url = `${ORIGIN}${base}/Tasks/${one.sid}`;
    return {
      ...owner,
      sid: one.sid,
      age: Math.max(0, Math.floor((Date.now() - one.createdAt.getTime()) / 1000)),
      assignment_status: one.status,
      attributes: attributesText(one.attributes),
      addons: '{}',
      date_created: iso(one.createdAt),
      date_updated: iso(one.updatedAt),
      task_queue_entered_date: iso(one.createdAt),
      virtual_start_time: iso(one.createdAt),
      priority: one.priority,
      reason: one.reason,
      task_queue_sid: one.queue.sid,
      task_queue_friendly_name: one.queue.name,
      task_channel_sid: TASK_CHANNELS.find(({ uniqueName }) => uniqueName === one.channel)?.sid ?? null,
      task_channel_unique_name: one.channel,
      timeout: 86_400,
      workflow_sid: WORKFLOW.sid,
      workflow_friendly_name: WORKFLOW.name,
      ignore_capacity: false,
      routing_target: one.routingTarget,
      url,
      links: {
        workspace: ORIGIN + base,
        workflow: `${ORIGIN}${base}/Workflows/${WORKFLOW.sid}`,
        task_queue: `${ORIGIN}${base}/TaskQueues/${one.queue.sid}`,
        reservations: `${url}/Reservations`,
      },
    };
  }

  function reservation(one: Reservation): Resource {
    const taskUrl = `${ORIGIN}${base}/Tasks/${one.taskSid}`;
    return {
      ...owner,
      sid: one.sid,
      task_sid: one.taskSid,
      worker_sid: one.workerSid,
      worker_name: router.worker(one.workerSid).person.email,
      reservation_status: one.status,
      date_created: iso(one.createdAt),
      date_updated: iso(one.updatedAt),
      url: `${taskUrl}/Reservations/${one.sid}`,
      links: { task: taskUrl, worker: `${ORIGIN}${base}/Workers/${one.workerSid}`, workspace: ORIGIN + base },
    };
  }

  function worker(one: Worker): Resource {
    const activity = ACTIVITIES.find(({ sid }) => sid === one.activitySid);
    const url = `${ORIGIN}${base}/Workers/${one.sid}`;
    return {
      ...owner,
      sid: one.sid,
      friendly_name: one.person.email,
      activity_name: activity?.name,
      activity_sid: one.activitySid,
      available: activity?.available,
      attributes: JSON.stringify(one.attributes),
      date_created: iso(one.createdAt),
      date_updated: iso(one.statusChangedAt),
      date_status_changed: iso(one.statusChangedAt),
      url,
      links: {
        workspace: ORIGIN + base,
        channels: `${url}/Channels`,
        activity: `${ORIGIN}${base}/Activities/${one.activitySid}`,
        worker_statistics: `${url}/Statistics`,
        real_time_statistics: `${url}/RealTimeStatistics`,
        cumulative_statistics: `${url}/CumulativeStatistics`,
        reservations: `${url}/Reservations`,
      },
    };
  }

  function queue({ sid, name }: Queue): Resource {
    const url = `${ORIGIN}${base}/TaskQueues/${sid}`;
    return {
      ...owner,
      sid,
      friendly_name: name,
      assignment_activity_name: null,
      assignment_activity_sid: null,
      reservation_activity_name: null,
      reservation_activity_sid: null,
      target_workers: '1==1',
      max_reserved_workers: 1,
      task_order: 'FIFO',
      date_created: EPOCH,
      date_updated: EPOCH,
      url,
      links: {
        workspace: ORIGIN + base,
        statistics: `${url}/Statistics`,
        real_time_statistics: `${url}/RealTimeStatistics`,
        cumulative_statistics: `${url}/CumulativeStatistics`,
        list_statistics: `${ORIGIN}${base}/TaskQueues/Statistics`,
      },
    };
  }

  function taskChannel({ sid, uniqueName }: (typeof TASK_CHANNELS)[number]): Resource {
    const url = `${ORIGIN}${base}/TaskChannels/${sid}`;
    return {
      ...owner,
      sid,
      unique_name: uniqueName,
      friendly_name: uniqueName,
      channel_optimized_routing: false,
      date_created: EPOCH,
      date_updated: EPOCH,
      url,
      links: { workspace: ORIGIN + base },
    };
  }

  function workspace(): Resource {
    const links = ['activities', 'events', 'task_channels', 'task_queues', 'tasks', 'workers', 'workflows'] as const;
    const names: Record<(typeof links)[number], string> = {
      activities: 'Activities',
      events: 'Events',
      task_channels: 'TaskChannels',
      task_queues: 'TaskQueues',
      tasks: 'Tasks',
      workers: 'Workers',
      workflows: 'Workflows',
    };
    return {
      account_sid: account.accountSid,
      sid: workspaceSid,
      friendly_name: 'Flex Task Assignment',
      default_activity_name: 'Offline',
      default_activity_sid: fixedSid('WA', 1),
      timeout_activity_name: 'Offline',
      timeout_activity_sid: fixedSid('WA', 1),
      event_callback_url: eventCallback.url,
      events_filter: eventCallback.events,
      multi_task_enabled: true,
      prioritize_queue_order: 'FIFO',
      date_created: EPOCH,
      date_updated: EPOCH,
      url: ORIGIN + base,
      links: Object.fromEntries(links.map((link) => [link, `${ORIGIN}${base}/${names[link]}`])),
    };
  }
}

/** TaskRouter's dates have whole seconds. */
const iso = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');
