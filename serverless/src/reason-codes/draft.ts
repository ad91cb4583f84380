import { randomUUID } from 'node:crypto';
import type { DraftResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { Timestamp, type DocumentReference, type DocumentSnapshot } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { ALREADY_EXISTS, codeOf, onFirestore } from '../vendors/firestore/client';
import { workerName } from '../vendors/taskrouter/worker-name';

/** `reasonCodeDrafts/{workerSid}`. */
interface DraftDocument {
  baseVersion: number;
  codes: ReasonCode[];
  savedAt: Timestamp;
  name: string;
  revision: string;
  tab: string;
}
type Save = NonNullable<RequestOf<'reason-codes/draft'>['save']>;

/** A colleague whose draft is older than this is not editing now. */
const RECENT_MS = 30 * 60_000;
/** NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED: somebody wrote between the read and the write. */
const LOST_RACE: ReadonlySet<number> = new Set([5, ALREADY_EXISTS, 9, 10]);

/**
 * Reads, saves or throws away the caller's own draft, and says who else is editing (AD-2). A draft that another page of the same
 * editor has saved meanwhile is not written over: `conflict`.
 */
export async function draft({ save }: RequestOf<'reason-codes/draft'>, ctx: RequestContext): Promise<DraftResponse> {
  const name = save?.codes ? await workerName(ctx.worker.sid, ctx) : '';
  return onFirestore(ctx.deadline, async () => {
    const drafts = (await ctx.clients.firestore()).collection('reasonCodeDrafts');
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
      draft: kept(mine),
      others: recent.docs
        .filter(({ id }) => id !== ctx.worker.sid)
        .map((doc) => {
          const { name: colleague, savedAt } = doc.data() as Pick<DraftDocument, 'name' | 'savedAt'>;
          return { sid: doc.id, name: colleague, savedAt: savedAt.toDate().toISOString() };
        }),
    };
  });
}

/** @returns whether it was written; a write in between is judged again, as whatever stands then */
async function write(own: DocumentReference, { onto, ...save }: Save, name: string): Promise<boolean> {
  const standing = await own.get();
  const before = standing.data() as DraftDocument | undefined;
  if (before !== undefined && before.revision !== onto && before.tab !== save.tab) return false;
  const unchanged = standing.updateTime === undefined ? {} : { lastUpdateTime: standing.updateTime };
  try {
    if (save.codes === null) {
      if (before !== undefined) await own.delete(unchanged);
      return true;
    }
    const document = {
      ...save,
      codes: save.codes,
      savedAt: Timestamp.now(),
      name,
      revision: randomUUID(),
    } satisfies DraftDocument;
    if (before === undefined) await own.create(document);
    else await own.update({ ...document }, unchanged);
    return true;
  } catch (error) {
    if (!LOST_RACE.has(codeOf(error) ?? 0)) throw error;
    return write(own, { ...save, onto }, name);
  }
}

function kept(snapshot: DocumentSnapshot): DraftResponse['draft'] {
  const document = snapshot.data() as DraftDocument | undefined;
  if (document === undefined) return null;
  const { baseVersion, codes, savedAt, revision, tab } = document;
  return { baseVersion, codes, savedAt: savedAt.toDate().toISOString(), revision, tab };
}
