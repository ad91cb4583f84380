import { FieldValue, type Firestore, type Query } from 'firebase-admin/firestore';
import deployed from '../../../firestore/firestore.indexes.json';
import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import { UpstreamError } from '../../runtime/errors';
import { onFirestore } from './client';
import { collections } from './collections';

/** Salesforce takes a log-in that is three minutes off, Google one that is an hour off. */
const CLOCK_SECONDS = 60;
const DEPLOY = 'npm run deploy:firestore';

const MENDS: Readonly<Record<string, string>> = {
  NO_CREDENTIAL: 'Set FIREBASE_SERVICE_ACCOUNT_BASE64: base64 -w0 key.json',
  UNAUTHENTICATED: 'The key was revoked or is another project’s: make a new one and set FIREBASE_SERVICE_ACCOUNT_BASE64',
  PERMISSION_DENIED: 'Give the service account the role Cloud Datastore User, and switch the Firestore API on',
  NO_DATABASE: 'Create the database (default) in Native mode',
  NOT_FOUND: 'Create the database (default) in Native mode',
};

/**
 * Whether the store can be written to, read and deleted from, has every index, and shares our clock (OP-2, OP-4). Leaves nothing behind;
 * never throws for what the store does or lacks.
 * @param open gives the store: what it lacks to be opened is a finding, too
 * @param now this machine's clock
 */
export async function diagnose(
  open: () => Promise<Firestore>,
  deadline: Deadline,
  now: () => number = Date.now,
): Promise<Finding[]> {
  try {
    const { latencyMs, offSeconds } = await onFirestore(deadline, async () => probe(await open(), now));
    const indexes = await Promise.all(deployed.indexes.map((index) => indexFinding(index, open, deadline)));
    return [
      { id: 'firestore.reach', level: 'ok', text: `Writes, reads and deletes; a write takes ${latencyMs} ms` },
      clockFinding(offSeconds),
      ...indexes,
    ];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { reason = error.code, message } = error;
    const mend = MENDS[reason];
    return [{ id: 'firestore.reach', level: 'fail', text: `${message} (${reason})`, ...(mend === undefined ? {} : { mend }) }];
  }
}

async function probe(store: Firestore, now: () => number): Promise<{ latencyMs: number; offSeconds: number }> {
  const ref = collections.probes(store).doc();
  const began = now();
  await ref.create({ at: FieldValue.serverTimestamp() });
  const ended = now();
  const read = await ref.get();
  await ref.delete();
  const theirs = read.data()?.at.toMillis() ?? 0;
  return { latencyMs: ended - began, offSeconds: Math.round((theirs - (began + ended) / 2) / 1_000) };
}

function clockFinding(seconds: number): Finding {
  const id = 'firestore.clock';
  if (Math.abs(seconds) <= CLOCK_SECONDS) return { id, level: 'ok', text: 'The clock here is right' };
  const text = `The clock here is ${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} Google’s: log-ins will be refused`;
  return { id, level: 'fail', text, mend: 'Set the clock, and keep it set (NTP)' };
}

type Index = (typeof deployed.indexes)[number];

/** Asks what needs the index: the store names an index that it lacks, and one that is still being built. */
async function indexFinding(index: Index, open: () => Promise<Firestore>, deadline: Deadline): Promise<Finding> {
  const name = nameOf(index);
  const id = `firestore.index.${name}`;
  try {
    await onFirestore(deadline, async () => queryFor(index, await open()).get());
    return { id, level: 'ok', text: `The index on ${name} is there` };
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.reason !== 'INDEX_MISSING') throw error;
    const building = error.cause instanceof Error && /building/.test(error.cause.message);
    return building
      ? { id, level: 'warn', text: `The index on ${name} is still being built`, mend: 'Wait: it takes minutes to hours' }
      : { id, level: 'fail', text: `The index on ${name} is missing`, mend: DEPLOY };
  }
}

const fieldsOf = ({ fields }: Index) => fields.filter(({ fieldPath }) => fieldPath !== '__name__');
const nameOf = (index: Index): string =>
  `${index.collectionGroup} (${fieldsOf(index)
    .map(({ fieldPath }) => fieldPath)
    .join(', ')})`;

/** A query that nothing but this index answers: equal in all fields but the last, in the last one's order. */
function queryFor(index: Index, store: Firestore): Query {
  const collection = Object.values(collections).find(({ path }) => path === index.collectionGroup);
  if (collection === undefined)
    throw new Error(`firestore.indexes.json names ${index.collectionGroup}, which is no collection of ours`);
  const fields = fieldsOf(index);
  let query: Query = collection(store);
  for (const { fieldPath, arrayConfig } of fields.slice(0, -1))
    query = query.where(fieldPath, arrayConfig === undefined ? '==' : 'array-contains', 'nobody’s');
  const last = fields.at(-1);
  return query.orderBy(last?.fieldPath ?? '', last?.order === 'DESCENDING' ? 'desc' : 'asc').limit(1);
}
