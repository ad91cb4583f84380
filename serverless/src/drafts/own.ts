import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';

/** More than an agent leaves unfinished in a week; sorted here, so that no index is needed. */
const AT_MOST = 200;

/** The caller's own drafts, oldest first, whichever desk they were typed at. @throws UpstreamError firestore */
export async function ownDrafts(_: RequestOf<'drafts/own'>, ctx: RequestContext): Promise<ResponseOf<'drafts/own'>> {
  const found = await onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    return collections.drafts(store).where('worker.sid', '==', ctx.worker.sid).limit(AT_MOST).get();
  });
  const drafts = found.docs.map((doc) => {
    const { taskSid, reasonId, comment, about, savedAt } = doc.data();
    return { taskSid, reservationSid: doc.id, reasonId, comment, about, savedAt: savedAt.toDate().toISOString() };
  });
  return { drafts: drafts.sort((a, b) => a.savedAt.localeCompare(b.savedAt)) };
}
