import type { Call } from '../../runtime/endpoint';

/** How colleagues know the worker. A recording never fails for want of a display name. */
export async function workerName(workerSid: string, call: Call): Promise<string> {
  try {
    return await call.clients.taskrouter.workerName(workerSid, call.budget);
  } catch (error) {
    call.note('worker name unknown', { source: 'taskrouter', error });
    return workerSid === call.worker.sid ? call.worker.name : workerSid;
  }
}
