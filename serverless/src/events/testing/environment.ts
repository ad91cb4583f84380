import { openEmbeddedFirestore, type EmbeddedFirestore } from '@interaction-history/sandbox/src/firestore/embedded';
import { servePubSub, type PubSub } from '@interaction-history/sandbox/src/salesforce/pubsub';
import type { StoredRecord } from '@interaction-history/sandbox/src/salesforce/records';
import { seedOrder } from '@interaction-history/sandbox/src/salesforce/seed-products';
import { startWhmcs, type WhmcsStandIn } from '@interaction-history/sandbox/src/whmcs/stand-in';
import { DEFAULT_SERVICE_MAPPING } from '@interaction-history/shared/src/services/mapping';
import { timings } from '../../runtime/timings';
import { ApprovedOrders } from '../../vendors/salesforce/services/approved-orders';
import { startOrg, type TestOrg } from '../../vendors/salesforce/testing/org';
import { WhmcsClient } from '../../vendors/whmcs/client';
import { startWorker, type Worker, type WorkerParts } from '../worker';

const LOGIN = { identifier: 'id', secret: 'secret' };
/** One that the stand-in has. */
const CLIENT = 47;

/** Everything between an approval and a provisioned order: org, events, store, billing system; and as many workers as a test starts. */
export interface EventsEnvironment {
  org: TestOrg;
  pubsub: PubSub;
  whmcs: WhmcsStandIn;
  firestore: EmbeddedFirestore;
  parts: WorkerParts;
  /** @param changes parts of its own, such as one that dies */
  work(changes?: Partial<WorkerParts>): Worker;
  /** Orders that wait for review, each of a service in progress. */
  place(count?: number, products?: readonly string[]): StoredRecord[];
  approve(orders: readonly StoredRecord[]): void;
  order(order: StoredRecord): StoredRecord;
  opportunity(order: StoredRecord): StoredRecord;
  /** Waits until every one of the orders is activated or has failed. */
  ended(orders: readonly StoredRecord[]): Promise<void>;
  /** Stops the workers. */
  rest(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEventsEnvironment(): Promise<EventsEnvironment> {
  const [org, whmcs] = await Promise.all([startOrg({ seeded: true }), startWhmcs({ port: 0, ...LOGIN })]);
  const pubsub = await servePubSub(org.org, { port: 0 });
  const firestore = openEmbeddedFirestore('demo-events');
  const { records } = org.org;
  const create = (object: string, fields: Record<string, unknown>): StoredRecord => records.create(object, fields);
  const customer = create('Account', { Name: 'Kim Test', WH_Account__c: String(CLIENT) });
  const parts: WorkerParts = {
    store: async () => firestore.store,
    salesforce: org.client,
    orders: new ApprovedOrders(org.client, DEFAULT_SERVICE_MAPPING),
    billing: new WhmcsClient({ url: whmcs.origin, ...LOGIN, accessKey: null, paymentMethod: 'mailin' }),
    pubsub: pubsub.host,
  };
  const workers: Worker[] = [];
  const order = ({ Id }: StoredRecord): StoredRecord => records.get('Order', String(Id));
  const hasEnded = (one: StoredRecord): boolean => ['Provisioned', 'Failed'].includes(String(order(one).Activation_Status__c));
  const rest = async (): Promise<void> => void (await Promise.all(workers.splice(0).map((worker) => worker.stop())));
  return {
    org,
    pubsub,
    whmcs,
    firestore,
    parts,
    work: (changes = {}) => {
      const worker = startWorker({ ...parts, ...changes });
      workers.push(worker);
      return worker;
    },
    place: (count = 1, products = ['SonixNet Home Internet 1 Gbps', 'Internet activation']) =>
      Array.from({ length: count }, () => {
        const service = create('Opportunity', {
          Name: 'Home',
          AccountId: customer.Id,
          CloseDate: '2026-12-31',
          StageName: 'Post Processing',
        });
        return seedOrder(org.org.org, create, {
          accountId: String(customer.Id),
          opportunityId: String(service.Id),
          effectiveDate: '2026-11-28',
          products,
          status: 'Pending Review',
          activation: { Activation_Status__c: 'Pending Review' },
        });
      }),
    approve: (orders) => {
      for (const { Id } of orders) records.update('Order', String(Id), { Status: 'Approved' });
    },
    order,
    opportunity: (one) => records.get('Opportunity', String(one.OpportunityId)),
    ended: (orders) => until(() => orders.every(hasEnded), 20_000 + 200 * orders.length),
    rest,
    stop: async () => {
      await rest();
      await Promise.all([pubsub.stop(), org.org.stop(), whmcs.stop()]);
    },
  };
}

/** Waits for a state, for at most 20 s, or as long as a bench takes. */
export async function until(isSo: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await isSo()); await new Promise((go) => setTimeout(go, 5)))
    if (Date.now() > end) throw new Error('it did not come about');
}

/** Waits of the worker that a test can wait for; what they are for stays in proportion. */
export function quick(): void {
  Object.assign(timings, {
    provisioningPause: 0.1,
    provisioningLook: 20,
    eventsRetry: 10,
    eventsOpen: 50,
    billingCall: 300,
    billingSettles: 900,
    provisioningLease: 1_200,
  });
}
