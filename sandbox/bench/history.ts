import { list } from '@interaction-history/serverless/src/interactions/list';
import { commitInteraction } from '@interaction-history/serverless/src/interactions/commit';
import { sidOf, testContext } from '@interaction-history/serverless/src/testing/context';
import { Timestamp } from 'firebase-admin/firestore';
import { oneDocument, type HistoryCost } from './one-document';
import { kb, ms, percentile, quick, report, sample, section } from './report';

const ADDRESS = '+14155550127';

/**
 * Documents and bytes read for the first page, and commits for a recording, with 10, 1,000 and 100,000 stored entries. Counts, not
 * milliseconds: the embedded store scans where production answers from an index.
 */
export async function history(): Promise<void> {
  section('History: what a first page reads');
  const { ctx, firestore } = testContext({ ms: 600_000 });
  await commitInteraction(entry(0), ctx);
  const owner = await list({ address: ADDRESS, channel: 'voice', limit: 1 }, ctx);
  const template = (await firestore.store.collection('interactions').get()).docs[0]?.data() ?? {};
  let stored = 1;
  const costs = new Map<number, HistoryCost>();
  for (const size of quick ? [10, 1_000] : [10, 1_000, 100_000]) {
    await fill(firestore.store, template, stored, size);
    stored = size;
    await firestore.store
      .collection('customers')
      .doc(owner.customer?.customerId ?? '')
      .update({ interactionCount: size });
    const before = firestore.counts();
    const page = await list({ address: ADDRESS, channel: 'voice' }, ctx);
    const reads = firestore.counts().reads - before.reads;
    report({
      what: `${size.toLocaleString('en')} entries stored: documents read`,
      value: String(reads),
      target: 'at most 13 (page of 10 and one more, identity, customer)',
      ok: reads === Math.min(size, 11) + 2,
    });
    const pageBytes = Buffer.byteLength(JSON.stringify(page));
    report({ what: `${size.toLocaleString('en')} entries stored: response`, value: kb(pageBytes) });
    const commits = firestore.counts().commits;
    await commitInteraction(entry(1_000_000 + size), ctx);
    stored += 1;
    report({
      what: `${size.toLocaleString('en')} entries stored: commits for a recording`,
      value: String(firestore.counts().commits - commits),
      target: '1',
      ok: firestore.counts().commits - commits === 1,
    });
    let next = 2_000_000 + size;
    const recordMs = percentile(await sample(20, () => commitInteraction(entry(next++), ctx), 2), 0.5);
    stored = next - 2_000_000;
    report({ what: `${size.toLocaleString('en')} entries stored: recording p50`, value: ms(recordMs) });
    costs.set(size, { pageBytes, recordMs });
  }
  await oneDocument(firestore.store, costs);
}

async function fill(
  store: FirebaseFirestore.Firestore,
  template: FirebaseFirestore.DocumentData,
  from: number,
  to: number,
): Promise<void> {
  for (let start = from; start < to; start += 400) {
    const batch = store.batch();
    for (let n = start; n < Math.min(to, start + 400); n++) {
      const [taskSid, reservationSid] = [sidOf('WT', n), sidOf('WR', n)];
      batch.set(store.collection('interactions').doc(`${taskSid}_${reservationSid}`), {
        ...template,
        taskSid,
        reservationSid,
        occurredAt: Timestamp.fromMillis(1_700_000_000_000 + n * 60_000),
      });
    }
    await batch.commit();
  }
}

const entry = (n: number): Parameters<typeof commitInteraction>[0] => ({
  taskSid: sidOf('WT', n),
  reservationSid: sidOf('WR', n),
  customerId: null,
  facts: {
    channel: 'voice',
    direction: 'inbound',
    identity: { kind: 'phone', value: ADDRESS, display: '' },
    queue: { sid: sidOf('WQ', 1), name: 'Billing EN' },
    worker: { sid: sidOf('WK', 1), name: 'Ada Agent' },
    occurredAt: new Date(1_700_000_000_000 + n * 60_000),
    durationSeconds: 61,
    verified: true,
    caseNumber: null,
    caseUrl: null,
    actions: [],
    transferredFrom: null,
  },
  endedBy: 'agent',
  reason: {
    id: 'billing_refund',
    pathIds: ['billing', 'billing_refund'],
    path: { en: ['Billing', 'Refund'] },
    reportingValue: 'billing_refund',
    treeVersion: 1,
  },
  comment: 'Refund of the second charge agreed; will show in three to five days. Asked for a text when it is sent.',
});
