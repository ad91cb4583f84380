import type { TaskRouterContext } from './ownership';

/** How colleagues know the worker. A recording never fails for want of a display name. */
export async function workerName(workerSid: string, ctx: TaskRouterContext): Promise<string> {
  try {
    return await ctx.clients.taskrouter.workerName(workerSid, ctx.deadline);
  } catch (error) {
    ctx.note('worker name unknown', { source: 'taskrouter', error });
    return workerSid === ctx.worker.sid ? ctx.worker.name : workerSid;
  }
}
