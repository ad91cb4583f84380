import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { currentCustomer } from '../customers/merge/current-customer';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { auditRow } from '../vendors/firestore/audit';
import { forgetSettings } from '../settings/effective-config';
import { onFirestore } from '../vendors/firestore/client';
import { isForEver } from '../config/retention';
import { setRetention } from '../vendors/firestore/retention';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { workerName } from '../vendors/taskrouter/worker-name';
import { settlePerson } from './apply';
import { heldSubjects, subjectsOf } from './held-subjects';
import { holdOn } from './hold-on';
import { personOf } from './person';

/**
 * Places a legal hold on a customer, or lifts it from the customer and whoever was merged into it (PR-6). Who had placed one first stays.
 * Repeated it goes on where the time was up.
 * @throws AppError not_found; UpstreamError
 */
export async function hold(
  { customerId, note }: RequestOf<'privacy/hold'>,
  ctx: RequestContext,
): Promise<ResponseOf<'privacy/hold'>> {
  const name = await workerName(ctx.worker.sid, ctx);
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const on = await retryOnConflict(async () => {
      const customer = await currentCustomer(store, customerId);
      if (customer === null) throw new AppError('not_found', 'This customer no longer exists: search again');
      const { person, customers } = await personOf(store, [customer.ref.id]);
      const before = holdOn(customers);
      if ((before === null) === (note === null)) return before;
      const placed =
        note === null
          ? undefined
          : { by: { sid: ctx.worker.sid, name }, at: Timestamp.now(), note, subjects: subjectsOf(person, ctx.config.auditKey) };
      const batch = store.batch();
      if (placed !== undefined) batch.update(customer.ref, { hold: placed }, { lastUpdateTime: customer.updateTime });
      else
        for (const { ref, document, updateTime } of customers)
          if (document.hold !== undefined) batch.update(ref, { hold: FieldValue.delete() }, { lastUpdateTime: updateTime });
      const action = placed === undefined ? 'privacy.lift-hold' : 'privacy.hold';
      await batch.create(...auditRow(store, ctx, { action, taskSid: null, customerId: customer.ref.id })).commit();
      return placed === undefined ? null : { by: placed.by, note: placed.note, at: placed.at.toDate().toISOString() };
    });
    return { hold: on, isSettled: await settleExpiry(store, customerId, ctx) };
  });
}

/** What was to expire is kept while the hold lasts, and expires again after it (PR-5). */
async function settleExpiry(store: Firestore, customerId: string, ctx: RequestContext): Promise<boolean> {
  const { config, deadline } = ctx;
  if (isForEver(config.retention)) return true;
  const { months } = config.retention;
  const customer = await currentCustomer(store, customerId);
  const { person } = await personOf(store, [customer?.ref.id ?? customerId]);
  const retention = { months, held: await heldSubjects(store, config.auditKey) };
  setRetention(retention);
  forgetSettings(ctx.clients);
  return settlePerson(store, person, config, deadline, retention);
}
