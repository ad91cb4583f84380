import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { Admission } from '../runtime/handle';
import { timings } from '../runtime/timings';
import { besideFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { believed, countRead, tooMuch, WINDOW_MS } from './own-count';
import { isMine } from './task-at-hand';

/**
 * Whether a worker may read now (TR-3), for a task at hand or without one. What this process has counted itself is judged at once; the
 * rest is asked beside the sources: whose the task is, and how many rows the audit trail has of the worker's last minute. A read is a row
 * anyway, so counting costs no write, and the answer waits for nothing but what its sources take. Where TaskRouter or the store can't be
 * asked in time, the process's own count decides.
 * @throws AppError rate_limited, at once where this process knows; forbidden (the task is a colleague's, or was turned down)
 */
export function admitReading(claimed: string | undefined, ctx: RequestContext): Promise<Admission> {
  const budget = claimed === undefined ? 'none' : 'task';
  countRead(ctx.worker.sid, budget, limitOf(budget, ctx));
  return beside(claimed, ctx);
}

async function beside(claimed: string | undefined, ctx: RequestContext): Promise<Admission> {
  const taskSid = claimed !== undefined && (await isMine(claimed, ctx)) ? claimed : null;
  const budget = taskSid === null ? 'none' : 'task';
  const limit = limitOf(budget, ctx);
  const ask = (): Promise<number | null> => besideFirestore(timings.admission, () => countStored(budget, ctx));
  const count = await believed(ctx.worker.sid, budget, limit, ask);
  if (count !== null && count >= limit) {
    const full = await besideFirestore(timings.admission, () => fullUntil(budget, count - limit, ctx));
    if (full !== null && full > Date.now()) throw tooMuch(full - Date.now());
  }
  return { taskSid, budget };
}

const limitOf = (budget: 'task' | 'none', { config }: RequestContext): number =>
  budget === 'task' ? config.readsWithTask : config.readsWithoutTask;

async function countStored(budget: 'task' | 'none', ctx: RequestContext): Promise<number> {
  const rows = rowsOf(await ctx.clients.firestore(), ctx.worker.sid, budget);
  return (await rows.count().get()).data().count;
}

/** When the worker's budget has room again, epoch milliseconds: the row that leaves the minute then makes the room. 0: it has left. */
async function fullUntil(budget: 'task' | 'none', over: number, ctx: RequestContext): Promise<number> {
  const rows = rowsOf(await ctx.clients.firestore(), ctx.worker.sid, budget);
  const leaving = await rows.orderBy('at').offset(over).limit(1).get();
  return (leaving.docs[0]?.data().at.toMillis() ?? 0) + WINDOW_MS;
}

const rowsOf = (store: Firestore, workerSid: string, budget: 'task' | 'none') =>
  collections
    .audit(store)
    .where('workerSid', '==', workerSid)
    .where('budget', '==', budget)
    .where('at', '>', Timestamp.fromMillis(Date.now() - WINDOW_MS));
