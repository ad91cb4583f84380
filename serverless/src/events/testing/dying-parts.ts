import type { StoredRecord } from '@interaction-history/sandbox/src/salesforce/records';
import { billingKey } from '../provision';
import type { WorkerParts } from '../worker';
import type { EventsEnvironment } from './environment';

/**
 * Parts of a worker that dies, for each order at another place: the first at its first call before it is carried out, the second at the same after it,
 * the third at its second call, and so on. A dead call never comes back, as in a process that was killed.
 */
export function dyingParts(environment: EventsEnvironment, orders: readonly StoredRecord[]) {
  const calls = new Map<string, number>();
  let dead = 0;
  const dyingAt = async <T>(id: string, call: () => Promise<T>): Promise<T> => {
    const count = calls.get(id) ?? 0;
    calls.set(id, count + 1);
    const place = orders.findIndex(({ Id }) => billingKey(String(Id)) === id);
    if (count !== Math.floor(place / 2)) return call();
    if (place % 2 === 1) await call();
    dead++;
    return new Promise(() => undefined);
  };
  const keyOf = (order: number): string => environment.whmcs.orders.find(({ id }) => id === order)?.services[0]?.domain ?? '';
  const { orders: org, billing } = environment.parts;
  const parts: Pick<WorkerParts, 'orders' | 'billing'> = {
    orders: {
      waiting: () => org.waiting(),
      read: (id) => dyingAt(billingKey(id), () => org.read(id)),
      provisioned: (order, made) => dyingAt(billingKey(order.id), () => org.provisioned(order, made)),
      failed: (order, reason) => dyingAt(billingKey(order.id), () => org.failed(order, reason)),
    },
    billing: {
      find: (client, key) => dyingAt(key, () => billing.find(client, key)),
      add: (client, key, lines) => dyingAt(key, () => billing.add(client, key, lines)),
      status: (order) => dyingAt(keyOf(order), () => billing.status(order)),
      accept: (order) => dyingAt(keyOf(order), () => billing.accept(order)),
    },
  };
  return { parts, dead: () => dead };
}
