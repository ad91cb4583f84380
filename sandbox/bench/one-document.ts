import { storeKinds } from '@interaction-history/serverless/src/testing/stores';
import type { Firestore } from 'firebase-admin/firestore';
import { kb, ms, percentile, quick, report, sample, section } from './report';

/** One design's figures at one size. */
export interface HistoryCost {
  /** Bytes of what a first page reads, and milliseconds of a recording. */
  pageBytes: number;
  recordMs: number;
}

/** An interaction as that design keeps it: 200 characters of comment, as a busy agent writes. */
const ENTRY = {
  date: '2026-11-19T10:00:00.000Z',
  agent: 'Ada Agent',
  queue: 'Billing EN',
  reason: 'Billing > Refund',
  comment: 'Refund of the second charge agreed. '.repeat(6).slice(0, 200),
};
/** Firestore's limit of a document (Quotas and limits, "Maximum size for a document"). */
const DOCUMENT_BYTES = 1_048_576;

/**
 * The design that this one replaces, written for this comparison alone: a customer's whole history is an array in one document,
 * read and written whole. Beside each of its figures stands ours, as a ratio; then where it fails for good.
 */
export async function oneDocument(store: Firestore, ours: ReadonlyMap<number, HistoryCost>): Promise<void> {
  section('History in one document a customer: the design replaced');
  for (const [size, our] of ours) {
    const bytes = size * Buffer.byteLength(JSON.stringify(ENTRY));
    const label = `${size.toLocaleString('en')} entries`;
    if (bytes > DOCUMENT_BYTES) {
      report({ what: `${label}: cannot be stored`, value: `${kb(bytes)} > 1,024 KB` });
      continue;
    }
    const ref = store.collection('oneDocument').doc(String(size));
    await ref.set({ interactions: Array.from({ length: size }, () => ENTRY) });
    const pageBytes = Buffer.byteLength(JSON.stringify((await ref.get()).data()));
    const recordMs = percentile(await sample(20, () => recordInOne(store, ref.path), 2), 0.5);
    report({
      what: `${label}: bytes for a first page, ratio to ours`,
      value: `${kb(pageBytes)}, ${ratio(pageBytes, our.pageBytes)}`,
    });
    report({ what: `${label}: recording p50, ratio to ours`, value: `${ms(recordMs)}, ${ratio(recordMs, our.recordMs)}` });
  }
  if (!quick) await whereItFails();
}

/** As an array must be changed by two desktops at once without losing an entry: read whole, written whole, in a transaction. */
function recordInOne(store: Firestore, path: string): Promise<void> {
  return store.runTransaction(async (transaction) => {
    const ref = store.doc(path);
    const { interactions } = (await transaction.get(ref)).data() as { interactions: object[] };
    transaction.set(ref, { interactions: [ENTRY, ...interactions].slice(0, interactions.length) });
  });
}

/** On Google's emulator, which keeps the limit; elsewhere nothing is claimed. */
async function whereItFails(): Promise<void> {
  const google = storeKinds().find(({ name }) => name !== 'embedded');
  if (google === undefined)
    return report({ what: 'where it fails for good: Google’s emulator is not here', value: 'not measured' });
  try {
    const ref = (await google.open()).collection('oneDocument').doc('grows');
    let [fits, fails] = [1, 10_000];
    while (fails - fits > 10) {
      const middle = Math.round((fits + fails) / 2);
      const stored = await ref.set({ interactions: Array.from({ length: middle }, () => ENTRY) }).then(
        () => true,
        () => false,
      );
      if (stored) fits = middle;
      else fails = middle;
    }
    report({ what: 'where it fails for good, on Google’s emulator', value: `${fits.toLocaleString('en')} entries` });
  } finally {
    await google.close();
  }
}

const ratio = (theirs: number, ours: number): string => `${(theirs / ours).toFixed(1)} ×`;
