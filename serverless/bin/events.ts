import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config/config';
import { ConfigError } from '../src/config/config-error';
import { readEventsConfig } from '../src/config/events';
import { serveHealth } from '../src/events/health';
import { startWorker } from '../src/events/worker';
import { clientsOf } from '../src/vendors/clients';
import { ApprovedOrders } from '../src/vendors/salesforce/services/approved-orders';
import { WhmcsClient } from '../src/vendors/whmcs/client';
import { commandArguments } from '../tools/command-arguments';
import { readEnvFile } from '../tools/deploy/env-file';

/**
 * `npm run events -w serverless -- --env-file .env.production`: the worker that provisions approved orders (EV-1), until SIGTERM or SIGINT; then it
 * ends the orders in hand. With `--retry 00000412` it sets that failed order activating again instead, and ends: 0 where it did, 1 where the order
 * hasn't failed or isn't there (EV-5). Without `--env-file` it reads the process's own environment, as in a container.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    args: commandArguments(),
    options: { 'env-file': { type: 'string' }, retry: { type: 'string' } },
  });
  const file = values['env-file'];
  // npm runs it in its own folder; who typed the command is elsewhere
  const env = file === undefined ? process.env : readEnvFile(path.resolve(process.env.INIT_CWD ?? '.', file));
  // the SDK reads these two itself
  for (const name of ['FIRESTORE_EMULATOR_HOST', 'GOOGLE_APPLICATION_CREDENTIALS'])
    if (env[name] !== undefined) process.env[name] = env[name];
  const config = readConfig(env);
  const events = readEventsConfig(env, config);
  const clients = clientsOf(config);
  const salesforce = await clients.salesforce();
  if (events === null || salesforce === null) throw new ConfigError(['WHMCS_URL is not set: there is nothing to provision with']);
  const orders = new ApprovedOrders(salesforce, events.salesforce.services);
  if (values.retry !== undefined) return retry(orders, values.retry);
  const worker = startWorker({
    store: clients.firestore,
    salesforce,
    orders,
    billing: new WhmcsClient(events.billing),
    pubsub: events.pubsub,
  });
  const health = events.healthPort === null ? null : await serveHealth(events.healthPort, () => worker.state());
  const stop = (): void => {
    health?.server.close();
    void worker.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  console.log(`Listening for approved orders${health === null ? '' : `; health at http://127.0.0.1:${health.port}`}`);
}

async function retry(orders: ApprovedOrders, number: string): Promise<void> {
  const stood = await orders.retry(number);
  process.exitCode = stood === 'failed' ? 0 : 1;
  if (stood === 'failed') console.log(`Order ${number} is activating again; the worker takes it up`);
  else
    console.error(
      stood === null ? `There is no order ${number}` : `Order ${number} has not failed (${stood}): nothing was changed`,
    );
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.problems.join('\n') : error);
  process.exit(2);
});
