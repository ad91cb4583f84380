import type { Firestore } from 'firebase-admin/firestore';
import type { Config } from '../config/config';
import { openFirestore } from './firestore/store';
import { TaskRouter } from './taskrouter/taskrouter';
import type { MasterPool } from './master/pool';
import type { SalesforceClient } from './salesforce/client';

/**
 * The clients of one configuration, opened when first asked for and kept for the life of the process. Vendor packages load
 * with them, so an endpoint that never asks Salesforce never loads jsforce.
 */
export interface Clients {
  /** The process's own, and another one after it has failed: to be asked for by each request. */
  firestore: () => Promise<Firestore>;
  taskrouter: TaskRouter;
  /** Null when none is configured. */
  salesforce(): Promise<SalesforceClient> | null;
  master(): Promise<MasterPool> | null;
}

const opened = new WeakMap<Config, Clients>();

/** One set a configuration; another configuration (a test, a changed variable) has its own. */
export function clientsOf(config: Config): Clients {
  let clients = opened.get(config);
  if (clients === undefined) {
    clients = open(config);
    opened.set(config, clients);
  }
  return clients;
}

function open(config: Config): Clients {
  const { salesforce, master } = config;
  return {
    firestore: () => openFirestore(config.firestore),
    taskrouter: new TaskRouter(config),
    salesforce:
      salesforce === null
        ? () => null
        : once(async () => {
            const [{ SalesforceClient }, { usageStore }] = await Promise.all([
              import('./salesforce/client'),
              import('./firestore/salesforce-usage'),
            ]);
            return new SalesforceClient(
              salesforce,
              usageStore(() => openFirestore(config.firestore)),
            );
          }),
    master:
      master === null
        ? () => null
        : once(async () => {
            const { MasterPool } = await import('./master/pool');
            return new MasterPool(master.url, master);
          }),
  };
}

/** Opens at the first call; a failed opening is tried again at the next. */
function once<T>(create: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= create().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}
