import type { Deadline } from '../runtime/deadline';
import { timings } from '../runtime/timings';
import type { Clients } from '../vendors/clients';

/**
 * What is published, read at most every 15 seconds a Function. Each Function has clients and so an entry of its own: what one
 * has published it shows at once after `forget`, the others within `timings.publishedFresh`.
 */
export function freshCache<T>(read: (clients: Clients, deadline: Deadline) => Promise<T>) {
  const entries = new WeakMap<Clients, { until: number; value: Promise<T> }>();
  return {
    get(clients: Clients, deadline: Deadline): Promise<T> {
      const entry = entries.get(clients);
      if (entry !== undefined && entry.until > Date.now()) return entry.value;
      const value = read(clients, deadline);
      entries.set(clients, { until: Date.now() + timings.publishedFresh, value });
      value.catch(() => entries.delete(clients));
      return value;
    },
    forget(clients: Clients): void {
      entries.delete(clients);
    },
  };
}
