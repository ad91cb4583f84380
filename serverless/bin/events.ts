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
 * ends the orders in hand. Without `--env-file` it reads the process's own environment, as in a container.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ args: commandArguments(), options: { 'env-file': { type: 'string' } } });
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
  const worker = startWorker({
    store: clients.firestore,
    salesforce,
    orders: new ApprovedOrders(salesforce, events.salesforce.services),
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

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.problems.join('\n') : error);
  process.exit(2);
});
