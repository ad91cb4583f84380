import type { Manager } from '@twilio/flex-ui';
import type { Unfinished } from '../features/wrap-up/abandoned-drafts';
import { timings } from '../state/timings';

/**
 * Looks after drafts whose task has ended without the agent (RC-6): whenever a task has been gone for a while, and once after
 * the start for those that ended while no browser was open.
 */
export function collectUnfinished(manager: Manager, unfinished: Unfinished): void {
  const tasks = (): ReadonlyMap<string, unknown> => manager.store.getState().flex.worker.tasks;
  let known = new Set(tasks().keys());
  let timer: ReturnType<typeof setTimeout> | null = null;
  const collect = (): void => {
    timer = null;
    if (navigator.onLine) unfinished.collect((reservationSid) => tasks().has(reservationSid));
    else soon();
  };
  const soon = (): void => void (timer ??= setTimeout(collect, timings.tasksSettled));
  manager.store.subscribe(() => {
    const current = tasks();
    if ([...known].some((sid) => !current.has(sid))) soon();
    known = new Set(current.keys());
  });
  soon();
}
