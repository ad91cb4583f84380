import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../../runtime/deadline';
import { timings } from '../../runtime/timings';
import type { UsageStore } from '../salesforce/usage';
import { onFirestore } from './client';
import { collections } from './collections';

const HOURS = 24;

/** The product's calls to the org, one document for all processes: one write for every twenty calls. */
export const usageStore = (open: () => Promise<Firestore>): UsageStore => ({
  take: (hour, calls) =>
    onFirestore(deadlineIn(timings.settingsReading), async () => {
      const ref = collections.salesforceUsage(await open()).doc('current');
      if (calls > 0) {
        const over = [HOURS, HOURS + 1].map((ago) => [hour - ago, FieldValue.delete()]);
        const hours = Object.fromEntries([[hour, FieldValue.increment(calls)], ...over]) as Record<string, FieldValue>;
        await ref.set({ hours }, { merge: true });
      }
      return (await ref.get()).data()?.hours ?? {};
    }),
});
