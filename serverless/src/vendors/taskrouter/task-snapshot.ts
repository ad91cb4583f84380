import type { TaskRouterContext } from './ownership';
import type { Reservation, Task } from './taskrouter';

/** A task and its reservations as TaskRouter had them at one moment. */
export interface TaskSnapshot {
  task: Task;
  reservations: Reservation[];
}

/** @throws AppError not_found; UpstreamError taskrouter */
export async function readTaskSnapshot(
  taskSid: string,
  { clients: { taskrouter }, deadline }: TaskRouterContext,
): Promise<TaskSnapshot> {
  const [task, reservations] = await Promise.all([
    taskrouter.task(taskSid, deadline),
    taskrouter.reservations(taskSid, deadline),
  ]);
  return { task, reservations };
}
