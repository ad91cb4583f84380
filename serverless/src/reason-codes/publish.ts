import type { PublishResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { workerName } from '../vendors/taskrouter/worker-name';
import { defaultReasonIssues, standsAgainst } from './publication-rules';
import { readCurrent, readTree, toRevision, toTree, writeRevision, type CurrentDocument } from './revisions-log';
import { forgetTree } from './cached-tree';

/**
 * Publishes reason codes (AD-2). Optimistic: the edit names the version it began from; when somebody has published since,
 * nothing is written and both trees are answered. What would change the past, or take away the default reason, is refused.
 */
export async function publish(request: RequestOf<'reason-codes/publish'>, ctx: RequestContext): Promise<PublishResponse> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const current = await readCurrent(store);
    if ((current?.version ?? 0) !== request.baseVersion) return stale(store, request.baseVersion, current);
    const issues = standsAgainst(request.codes, current, ctx.config);
    if (issues.length > 0) return { outcome: 'invalid', issues };
    return write(store, ctx, current, request.codes, request.note);
  });
}

/** Publishes an earlier revision's codes again, to the byte; codes that came later are in their own revisions still. */
export async function restore(request: RequestOf<'reason-codes/restore'>, ctx: RequestContext): Promise<PublishResponse> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const [current, earlier] = await Promise.all([readCurrent(store), readTree(store, request.version)]);
    if (earlier === null) throw new AppError('not_found', 'There is no revision of this number');
    if ((current?.version ?? 0) !== request.baseVersion) return stale(store, request.baseVersion, current);
    const issues = defaultReasonIssues(current?.codes ?? STARTER_TREE.codes, earlier.codes, ctx.config);
    if (issues.length > 0) return { outcome: 'invalid', issues };
    return write(store, ctx, current, earlier.codes, `Revision ${request.version} restored`);
  });
}

async function write(
  store: Firestore,
  ctx: RequestContext,
  current: CurrentDocument | null,
  codes: ReasonCode[],
  note: string,
): Promise<PublishResponse> {
  const publishedBy = { sid: ctx.worker.sid, name: await workerName(ctx.worker.sid, ctx) };
  const baseVersion = current?.version ?? 0;
  const ledger = current?.ledger ?? valuesOf(current?.codes ?? STARTER_TREE.codes);
  const written = await writeRevision(store, ctx, { version: baseVersion + 1, note, codes, publishedBy, ledger });
  if (written === null) return stale(store, baseVersion, await readCurrent(store));
  forgetTree(ctx.clients);
  return { outcome: 'published', revision: toRevision(written) };
}

async function stale(store: Firestore, baseVersion: number, current: CurrentDocument | null): Promise<PublishResponse> {
  const base = await readTree(store, baseVersion);
  if (base === null || current === null)
    throw new AppError('invalid_request', 'This edit began from a revision that does not exist', {
      fields: { baseVersion: 'is not a published version' },
    });
  return { outcome: 'stale', base, current: toTree(current), by: toRevision(current) };
}

const valuesOf = (codes: readonly ReasonCode[]): Record<string, string> =>
  Object.fromEntries(codes.map(({ id, reportingValue }) => [id, reportingValue]));
