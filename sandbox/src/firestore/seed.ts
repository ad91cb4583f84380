import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { ancestry, pathInEveryLocale } from '@interaction-history/shared/src/reason-codes/tree';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { countEntry } from '@interaction-history/serverless/src/outcomes/counters';
import { DATA_VERSION } from '@interaction-history/serverless/src/migrations/data-version';
import { PEOPLE, QUEUES } from '../personas';
import { REASON_TREE } from './reason-tree';
import type {
  CustomerDocument,
  IdentityDocument,
  InteractionDocument,
} from '@interaction-history/serverless/src/vendors/firestore/documents';

/** A stored customer with a past, as the sandbox begins. `hoursAgo` keeps the last contact believable whenever it is started. */
interface SeededCustomer {
  id: string;
  identity: string;
  fields: Pick<CustomerDocument, 'name' | 'company' | 'accountNumber' | 'email' | 'phones' | 'salesforce'>;
  past: {
    hoursAgo: number;
    reasonId: string;
    comment: string;
    worker: number;
    queue: number;
    minutes: number;
    channel?: InteractionDocument['channel'];
  }[];
}

const PRIYA: SeededCustomer = {
  id: 'seed-priya',
  identity: 'phone:+14155550119',
  fields: {
    name: 'Priya Natarajan',
    company: null,
    accountNumber: 'C-14380',
    email: 'priya@natarajan.example',
    phones: ['+14155550119'],
    salesforce: null,
  },
  past: [
    {
      hoursAgo: 20 * 24,
      reasonId: 'service_outage_line',
      comment: 'No light on the modem after the storm. Engineer asked for Monday, morning.',
      worker: 1,
      queue: 2,
      minutes: 11,
    },
    { hoursAgo: 38 * 24, reasonId: 'billing_invoice_amount', comment: '', worker: 1, queue: 3, minutes: 7, channel: 'web' },
    ...Array.from({ length: 12 }, (_, i) => ({
      hoursAgo: (60 + i * 17) * 24,
      reasonId: ['orders_status', 'account_details', 'service_howto', 'billing_payment_method'][i % 4] as string,
      comment: `Asked again about the ${['parcel', 'address', 'router', 'card'][i % 4]}.`,
      worker: i % 2,
      queue: i % 4,
      minutes: 3 + i,
    })),
  ],
};

/** Publishes the reason codes and files the seeded past, through the documents' own types. */
export async function seedFirestore(store: Firestore, now = Date.now()): Promise<void> {
  const publishedAt = Timestamp.fromMillis(now);
  const revision = {
    version: 1,
    publishedAt,
    publishedBy: { sid: PEOPLE[3]?.workerSid ?? '', name: PEOPLE[3]?.fullName ?? '' },
    note: 'The sandbox’s first tree',
    codes: REASON_TREE,
  };
  await store.collection('reasonCodes').doc('current').set(revision);
  await store.collection('reasonCodeRevisions').doc('1').set(revision);
  await store.collection('meta').doc('data').set({ version: DATA_VERSION, cursor: null });
  await seedCustomer(store, PRIYA, now);
}

async function seedCustomer(store: Firestore, seeded: SeededCustomer, now: number): Promise<void> {
  const at = Timestamp.fromMillis(now);
  const batch = store.batch();
  const document: CustomerDocument = {
    ...seeded.fields,
    interactionCount: seeded.past.length,
    createdAt: at,
    createdBy: 'seed',
    updatedAt: at,
    updatedBy: 'seed',
  };
  batch.set(store.collection('customers').doc(seeded.id), { ...document });
  batch.set(store.collection('identities').doc(seeded.identity), { customerId: seeded.id } satisfies IdentityDocument);
  seeded.past.forEach((entry, i) => {
    const taskSid = `WT${(0xabc0 + i).toString(16).padStart(32, '0')}`;
    const reservationSid = `WR${(0xabc0 + i).toString(16).padStart(32, '0')}`;
    const interaction = interactionOf(seeded, entry, taskSid, reservationSid, now);
    batch.set(store.collection('interactions').doc(`${taskSid}_${reservationSid}`), { ...interaction });
    countEntry(batch, store, interaction);
  });
  await batch.commit();
}

function interactionOf(
  seeded: SeededCustomer,
  entry: SeededCustomer['past'][number],
  taskSid: string,
  reservationSid: string,
  now: number,
): InteractionDocument {
  const reason = REASON_TREE.find(({ id }) => id === entry.reasonId) as ReasonCode;
  const worker = PEOPLE[entry.worker];
  const queue = QUEUES[entry.queue];
  if (worker === undefined || queue === undefined) throw new Error('the seed names a worker or queue that does not exist');
  const occurredAt = Timestamp.fromMillis(now - entry.hoursAgo * 3_600_000);
  const tree = { version: 1, publishedAt: null, codes: REASON_TREE };
  return {
    taskSid,
    reservationSid,
    customerId: seeded.id,
    occurredAt,
    recordedAt: occurredAt,
    channel: entry.channel ?? 'voice',
    direction: 'inbound',
    queue: { sid: queue.sid, name: queue.name },
    worker: { sid: worker.workerSid, name: worker.fullName },
    reason: {
      id: reason.id,
      path: pathInEveryLocale(tree, reason.id),
      pathIds: ancestry(tree, reason.id).map(({ id }) => id),
      reportingValue: reason.reportingValue,
      treeVersion: 1,
    },
    comment: entry.comment,
    durationSeconds: entry.minutes * 60,
    caseNumber: null,
    verified: true,
    identityKey: seeded.identity,
  };
}
