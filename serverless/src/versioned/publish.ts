import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import { auditRow } from '../vendors/firestore/audit';
import { ALREADY_EXISTS, codeOf } from '../vendors/firestore/reasons';
import type { PublishedDocument } from '../vendors/firestore/documents';
import { workerName } from '../vendors/taskrouter/worker-name';
import { readCurrent, type Versioned } from './revisions';

/** What a publication makes of the document that is current as it is written. */
export interface Publication<D extends PublishedDocument, I> {
  baseVersion: number;
  note: string;
  /** What stands against it; nothing is written while there is anything. */
  issues(current: D | null): readonly I[] | Promise<readonly I[]>;
  content(current: D | null): Omit<D, keyof PublishedDocument>;
  /** Kept in `current` beside the content, and in no revision. */
  onlyCurrent?(current: D | null): Partial<D>;
}
export type Published<D, I> =
  | { outcome: 'published'; document: D }
  /** Someone has published since `baseVersion`: nothing was written. */
  | { outcome: 'stale'; current: D }
  | { outcome: 'invalid'; issues: I[] };

/**
 * Publishes the next revision (AD-2). Optimistic: the edit names the version it began from, and when someone has published since,
 * nothing is written. Revision, current document and audit row are one commit; the revision's document is created, so of two
 * publications on one base exactly one is made.
 * @throws AppError invalid_request for a base that was never published
 */
export async function publishRevision<D extends PublishedDocument, I>(
  store: Firestore,
  versioned: Versioned<D>,
  { baseVersion, note, ...next }: Publication<D, I>,
  ctx: RequestContext,
): Promise<Published<D, I>> {
  const current = await readCurrent(store, versioned);
  if ((current?.version ?? 0) !== baseVersion) return stale(current, baseVersion);
  const issues = await next.issues(current);
  if (issues.length > 0) return { outcome: 'invalid', issues: [...issues] };
  const head: PublishedDocument = {
    version: baseVersion + 1,
    publishedAt: Timestamp.now(),
    publishedBy: { sid: ctx.worker.sid, name: await workerName(ctx.worker.sid, ctx) },
    note,
  };
  const document = { ...head, ...next.content(current) } as D;
  try {
    await store
      .batch()
      .create(versioned.revisions(store).doc(String(document.version)), document)
      .set(versioned.current(store).doc('current'), { ...document, ...next.onlyCurrent?.(current) })
      .create(...auditRow(store, ctx, { action: versioned.action, taskSid: null, version: document.version }))
      .commit();
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
    return stale(await readCurrent(store, versioned), baseVersion);
  }
  return { outcome: 'published', document };
}

function stale<D extends PublishedDocument>(current: D | null, baseVersion: number): { outcome: 'stale'; current: D } {
  if (current === null || baseVersion > current.version)
    throw new AppError('invalid_request', 'This edit began from a revision that does not exist', {
      fields: { baseVersion: { code: 'unknown_value' } },
    });
  return { outcome: 'stale', current };
}
