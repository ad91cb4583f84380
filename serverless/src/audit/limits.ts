import type { AuditLimitsResponse } from '@interaction-history/shared/src/contract/audit';
import { Timestamp } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { AuditDocument } from '../vendors/firestore/documents';
import { workerNames } from '../vendors/taskrouter/worker-names';

const WEEK_MS = 7 * 24 * 3_600_000;
const MOST_ROWS = 500;

/** Who has read so much that they were told to wait (TR-3), so that supervisors hear of it. @throws UpstreamError firestore */
export async function auditLimits(_request: unknown, ctx: RequestContext): Promise<AuditLimitsResponse> {
  const rows = await onFirestore(ctx.deadline, async () => {
    const refused = collections
      .audit(await ctx.clients.firestore())
      .where('code', '==', 'rate_limited')
      .where('at', '>=', Timestamp.fromMillis(Date.now() - WEEK_MS))
      .orderBy('at', 'desc')
      .limit(MOST_ROWS);
    return (await refused.get()).docs.map((row) => row.data());
  });
  const byWorker = new Map<string, AuditDocument[]>();
  for (const row of rows) byWorker.set(row.workerSid, [...(byWorker.get(row.workerSid) ?? []), row]);
  const names = await workerNames([...byWorker.keys()], ctx);
  return {
    workers: [...byWorker]
      .map(([sid, [newest, ...others]]) => ({
        worker: { sid, name: names.get(sid) ?? sid },
        times: 1 + others.length,
        lastAt: (newest?.at ?? Timestamp.now()).toDate().toISOString(),
      }))
      .sort((a, b) => b.times - a.times),
  };
}
