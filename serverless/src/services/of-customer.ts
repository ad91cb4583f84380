import { keepRow } from '../audit/keep-row';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { readRows } from '../vendors/salesforce/services/read-rows';
import { accountOf, servicesFor } from './customer';
import { decides } from './decisions';

/** A tab that is open asks every few seconds; that it is looked at is one row of the audit in this time, not hundreds. */
const LOOK_MS = 10 * 60_000;
const looks = new Map<string, number>();

/**
 * A customer's checks, services, orders and open cases in one Salesforce call, with what this worker may do now (SV-1, SV-2).
 * @throws AppError not_found (the customer); UpstreamError
 */
export async function servicesOfCustomer(
  { customerId, taskSid }: RequestOf<'services/of-customer'>,
  ctx: RequestContext,
): Promise<ResponseOf<'services/of-customer'>> {
  const opening = ctx.clients.salesforce();
  const { salesforce } = ctx.config;
  if (opening === null || salesforce === null) return { status: 'absent' };
  const [account, client, mayDecide] = await Promise.all([accountOf(customerId, ctx), opening, decides(ctx)]);
  if (account === null) return { status: 'not-in-salesforce' };
  const [rows] = await Promise.all([
    readRows(client, salesforce.services, account, ctx.deadline),
    noteLook({ customerId, taskSid }, ctx),
  ]);
  return rows === null ? { status: 'absent' } : servicesFor(rows, client, { mayDecide }, ctx);
}

/** PR-2: who looked at whom, on which task. */
async function noteLook(about: { customerId: string; taskSid: string }, ctx: RequestContext): Promise<void> {
  const key = [ctx.worker.sid, about.taskSid, about.customerId].join(' ');
  const now = Date.now();
  if ((looks.get(key) ?? 0) > now - LOOK_MS) return;
  await keepRow({ action: 'services.read', ...about }, ctx, () => ctx.clients.firestore());
  for (const [old, at] of looks) if (at <= now - LOOK_MS) looks.delete(old);
  looks.set(key, now);
}
