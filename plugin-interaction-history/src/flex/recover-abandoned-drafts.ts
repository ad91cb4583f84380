import { timings } from '../state/timings';
import type { Manager } from '@twilio/flex-ui';
import type { AbandonedDrafts } from '../features/wrap-up/abandoned-drafts';
import { isOnline } from '../state/online';

/**
 * Recovers drafts whose task ended before the agent was done (RC-6): whenever a task has been gone for a while, and once after
 * the start for those that ended while no browser was open.
 */
export function recoverAbandonedDrafts(manager: Manager, abandoned: Pick<AbandonedDrafts, 'recover'>): void {
  const tasks = (): ReadonlyMap<string, unknown> => manager.store.getState().flex.worker.tasks;
  let known = new Set(tasks().keys());
  let timer: ReturnType<typeof setTimeout> | null = null;
  const recover = (): void => {
    timer = null;
    if (!isOnline()) return soon();
    void abandoned.recover((reservationSid) => tasks().has(reservationSid)).then((isAll) => void (isAll || soon()));
  };
  const soon = (): void => void (timer ??= setTimeout(recover, timings.tasksSettled));
  manager.store.subscribe(() => {
    const current = tasks();
    if ([...known].some((sid) => !current.has(sid))) soon();
    known = new Set(current.keys());
  });
  soon();
}
