import { randomUUID } from 'node:crypto';
import type { DraftResponse } from '@interaction-history/shared/src/contract/reason-codes';
import { Timestamp, type DocumentReference } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { ReasonCodesDraftDocument } from '../vendors/firestore/documents';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { workerName } from '../vendors/taskrouter/worker-name';

type Draft = DocumentReference<ReasonCodesDraftDocument>;
type Save = NonNullable<RequestOf<'reason-codes/draft'>['save']>;

/** A colleague whose draft is older than this is not editing now. */
const RECENT_MS = 30 * 60_000;
/**
 * Reads, saves or throws away the caller's own draft, and says who else is editing (AD-2). A draft that another page of the same
 * editor has saved meanwhile is not written over: `conflict`.
 */
export async function draft({ save }: RequestOf<'reason-codes/draft'>, ctx: RequestContext): Promise<DraftResponse> {
  const name = save?.codes ? await workerName(ctx.worker.sid, ctx) : '';
  return onFirestore(ctx.deadline, async () => {
    const drafts = collections.reasonCodeDrafts(await ctx.clients.firestore());
    const own = drafts.doc(ctx.worker.sid);
    const isWritten = save === undefined || (await write(own, save, name));
    const [mine, recent] = await Promise.all([
      own.get(),
      drafts
        .where('savedAt', '>=', Timestamp.fromMillis(Date.now() - RECENT_MS))
        .orderBy('savedAt', 'desc')
        .select('savedAt', 'name')
        .limit(20)
        .get(),
    ]);
    return {
      outcome: isWritten ? 'current' : 'conflict',
      draft: toDraft(mine.data()),
      others: recent.docs
        .filter(({ id }) => id !== ctx.worker.sid)
        .map((doc) => {
          const { name: colleague, savedAt } = doc.data() as Pick<ReasonCodesDraftDocument, 'name' | 'savedAt'>;
          return { sid: doc.id, name: colleague, savedAt: savedAt.toDate().toISOString() };
        }),
    };
  });
}

/** @returns whether it was written; after a write in between what is there then decides */
async function write(own: Draft, { onto, ...save }: Save, name: string): Promise<boolean> {
  return retryOnConflict(async () => {
    const snapshot = await own.get();
    const before = snapshot.data();
    if (before !== undefined && before.revision !== onto && before.tab !== save.tab) return false;
    const unchanged = snapshot.updateTime === undefined ? {} : { lastUpdateTime: snapshot.updateTime };
    if (save.codes === null) {
      if (before !== undefined) await own.delete(unchanged);
      return true;
    }
    const document = { ...save, codes: save.codes, savedAt: Timestamp.now(), name, revision: randomUUID() };
    if (before === undefined) await own.create(document);
    else await own.update({ ...document }, unchanged);
    return true;
  });
}

function toDraft(document: ReasonCodesDraftDocument | undefined): DraftResponse['draft'] {
  if (document === undefined) return null;
  const { baseVersion, codes, savedAt, revision, tab } = document;
  return { baseVersion, codes, savedAt: savedAt.toDate().toISOString(), revision, tab };
}
