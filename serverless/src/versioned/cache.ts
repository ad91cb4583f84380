import { deadlineIn, type Deadline } from '../runtime/deadline';
import { describeError, log } from '../runtime/log';
import { timings } from '../runtime/timings';
import type { Clients } from '../vendors/clients';

interface Entry<T> {
  until: number;
  value: Promise<T>;
}

/**
 * What is published, read at most every 15 seconds a Function. Each Function has clients and so an entry of its own: what one
 * has published it shows at once after `forget`, the others within `timings.publishedFresh`. While the store doesn't answer,
 * what was read last holds (ID-13).
 * @param what is read, for the log
 */
export function freshCache<T>(what: string, read: (clients: Clients, deadline: Deadline) => Promise<T>) {
  const entries = new WeakMap<Clients, Entry<T>>();
  async function readOr(last: Entry<T>, clients: Clients, deadline: Deadline): Promise<T> {
    try {
      return await read(clients, deadlineIn(timings.settingsReading, deadline));
    } catch (error) {
      log('warn', { correlationId: what, endpoint: what, event: `${what} not read`, error: describeError(error) });
      return last.value;
    }
  }
  function keep(clients: Clients, value: Promise<T>): Promise<T> {
    const entry = { until: Date.now() + timings.publishedFresh, value };
    const former = entries.get(clients);
    entries.set(clients, entry);
    value.catch(() => {
      if (entries.get(clients) !== entry) return;
      if (former === undefined) entries.delete(clients);
      else entries.set(clients, { ...former, until: 0 });
    });
    return value;
  }
  return {
    get(clients: Clients, deadline: Deadline): Promise<T> {
      const last = entries.get(clients);
      if (last !== undefined && last.until > Date.now()) return last.value;
      return keep(clients, last === undefined ? read(clients, deadline) : readOr(last, clients, deadline));
    },
    /** As the store has it now, whatever was read before. */
    reread: (clients: Clients, deadline: Deadline): Promise<T> => keep(clients, read(clients, deadline)),
    forget(clients: Clients): void {
      const last = entries.get(clients);
      if (last !== undefined) last.until = 0;
    },
  };
}
