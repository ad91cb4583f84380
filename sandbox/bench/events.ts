import { startEventsEnvironment } from '@interaction-history/serverless/src/events/testing/environment';
import { billingKey } from '@interaction-history/serverless/src/events/provision';
import { quick, report, section } from './report';

/** Orders approved at once: none lost, none doubled, how fast, and what it takes of memory (EV-3). */
export async function events(): Promise<void> {
  section('Order events');
  const count = quick ? 200 : 1_000;
  const environment = await startEventsEnvironment();
  try {
    const orders = environment.place(count);
    const before = process.memoryUsage().rss;
    const [print, began] = [console.log, performance.now()];
    // one line an order is the worker's log, not the bench's
    console.log = () => undefined;
    for (let workers = 0; workers < 2; workers++) environment.work();
    environment.approve(orders);
    await environment.ended(orders).finally(() => (console.log = print));
    const seconds = (performance.now() - began) / 1000;
    const domains = environment.whmcs.orders.map(({ services }) => services[0]?.domain);
    const once = orders.filter(({ Id }) => domains.filter((domain) => domain === billingKey(String(Id))).length === 1).length;
    report({
      what: `${count} approved orders, two workers: added exactly once`,
      value: `${once} of ${count}`,
      target: 'all',
      ok: once === count && domains.length === count,
    });
    report({
      what: 'orders a second, stand-ins and workers in one process',
      value: (count / seconds).toFixed(0),
      absolute: true,
    });
    const grown = (process.memoryUsage().rss - before) / 1024 ** 2;
    report({ what: 'memory that it took, records of the stand-ins included', value: `${grown.toFixed(0)} MB`, absolute: true });
  } finally {
    await environment.stop();
  }
}
