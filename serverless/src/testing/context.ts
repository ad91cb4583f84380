import { openEmbeddedFirestore, type EmbeddedFirestore } from '@interaction-history/sandbox/src/firestore/embedded';
import type { Role } from '@interaction-history/shared/src/contract/endpoints';
import type { Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../runtime/deadline';
import type { Clients } from '../vendors/clients';
import { readConfig } from '../config/config';
import type { RequestContext } from '../context';
import { TaskRouter } from '../vendors/taskrouter/taskrouter';

export const TEST_CONFIG = readConfig({
  ACCOUNT_SID: 'AC' + '0'.repeat(32),
  AUTH_TOKEN: 'token',
  TWILIO_FLEX_WORKSPACE_SID: 'WS' + '0'.repeat(32),
  FIREBASE_PROJECT_ID: 'demo-test',
});

export interface TestContext {
  ctx: RequestContext;
  firestore: EmbeddedFirestore;
  /** What the handler noted for the log. */
  notes: string[];
}

/** A call as the wrapper makes it, on a Firestore of its own; sources the test does not name are not configured. */
export function testContext(
  options: {
    roles?: Role[];
    workerSid?: string;
    clients?: Partial<Clients>;
    firestore?: EmbeddedFirestore;
    store?: Firestore;
    ms?: number;
  } = {},
): TestContext {
  const firestore = options.firestore ?? openEmbeddedFirestore('demo-test');
  const notes: string[] = [];
  const clients: Clients = {
    firestore: async () => options.store ?? firestore.store,
    taskrouter: new TaskRouter(TEST_CONFIG),
    salesforce: () => null,
    master: () => null,
    ...options.clients,
  };
  const ctx: RequestContext = {
    worker: {
      sid: options.workerSid ?? 'WK' + '1'.padStart(32, '0'),
      name: 'ada@example.com',
      roles: options.roles ?? ['agent'],
    },
    // a test may make many calls under one context, on a slow machine; a test of a deadline gives its own
    deadline: deadlineIn(options.ms ?? 30_000),
    config: TEST_CONFIG,
    deployed: TEST_CONFIG,
    clients,
    correlationId: 'test',
    rows: [],
    note: (event) => notes.push(event),
  };
  return { ctx, firestore, notes };
}

export const sidOf = (prefix: string, n: number): string => prefix + n.toString(16).padStart(32, '0');
