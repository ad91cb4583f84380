import type { DraftResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { Timestamp } from 'firebase-admin/firestore';
import type { Call, RequestOf } from '../endpoint';
import { onFirestore } from '../firestore/client';
import { workerName } from '../interactions/worker-name';

/** `reasonCodeDrafts/{workerSid}`. */
interface DraftDocument {
  baseVersion: number;
  codes: ReasonCode[];
  savedAt: Timestamp;
  name: string;
}
/** A colleague whose draft is older than this is not editing now. */
const RECENT_MS = 30 * 60_000;

/** Reads, saves or throws away the caller's own draft, and says who else is editing (AD-2). */
export async function draft({ save }: RequestOf<'reason-codes/draft'>, call: Call): Promise<DraftResponse> {
  const name = save?.codes ? await workerName(call.worker.sid, call) : '';
  return onFirestore(call.budget, async () => {
    const drafts = (await call.clients.firestore()).collection('reasonCodeDrafts');
    const own = drafts.doc(call.worker.sid);
    if (save?.codes === null) await own.delete();
    else if (save !== undefined)
      await own.set({ baseVersion: save.baseVersion, codes: save.codes, savedAt: Timestamp.now(), name } satisfies DraftDocument);
    const [mine, recent] = await Promise.all([
      own.get(),
      drafts
        .where('savedAt', '>=', Timestamp.fromMillis(Date.now() - RECENT_MS))
        .orderBy('savedAt', 'desc')
        .select('savedAt', 'name')
        .limit(20)
        .get(),
    ]);
    const kept = mine.data() as DraftDocument | undefined;
    return {
      draft:
        kept === undefined
          ? null
          : { baseVersion: kept.baseVersion, codes: kept.codes, savedAt: kept.savedAt.toDate().toISOString() },
      others: recent.docs
        .filter(({ id }) => id !== call.worker.sid)
        .map((doc) => {
          const { name: colleague, savedAt } = doc.data() as Pick<DraftDocument, 'name' | 'savedAt'>;
          return { sid: doc.id, name: colleague, savedAt: savedAt.toDate().toISOString() };
        }),
    };
  });
}
