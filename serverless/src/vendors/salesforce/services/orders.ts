import type { WantedAction } from '@interaction-history/shared/src/contract/services';
import { dayIn } from '@interaction-history/shared/src/services/zone';
import type { CompositeSubrequest } from '../composite';
import { change, known, type Guard, type Plan, type PlanContext } from './plan';

type Wanted<K extends WantedAction['kind']> = Extract<WantedAction, { kind: K }>;

/** SA-5: the service in progress, found or made, its order waiting for review, and the order's products, from one price book. */
export function placeOrder(wanted: Wanted<'place-order'>, ctx: PlanContext): Plan {
  const { mapping, facts, rows, now } = ctx;
  const { fields: f } = mapping;
  const today = dayIn(now, rows.timeZone);
  const ready: Guard[] =
    wanted.serviceId === null
      ? []
      : [{ reference: 'service', object: 'Opportunity', id: wanted.serviceId, asRead: { StageName: mapping.stages.ready } }];
  const inProgress = { StageName: mapping.stages.ordered, [f.portalSource]: mapping.sources.order };
  const service: CompositeSubrequest[] =
    ready[0] !== undefined
      ? [change(facts, ready[0], inProgress)]
      : [
          {
            method: 'POST',
            path: '/sobjects/Opportunity',
            referenceId: 'opportunity',
            body: known(facts, 'Opportunity', {
              Name: `${wanted.commodity} · ${String(rows.account.Name)}`.slice(0, 120),
              AccountId: ctx.accountId,
              CloseDate: today,
              [f.commodityType]: wanted.commodity,
              ...inProgress,
            }),
          },
        ];
  const order: CompositeSubrequest = {
    method: 'POST',
    path: '/sobjects/Order',
    referenceId: 'made',
    body: known(facts, 'Order', {
      AccountId: ctx.accountId,
      OpportunityId: wanted.serviceId ?? '@{opportunity.id}',
      Pricebook2Id: String(rows.entries[0]?.Pricebook2Id),
      EffectiveDate: today,
      Status: mapping.orderStatuses.review,
      [f.activationStatus]: mapping.activation.review,
      [f.requestKey]: ctx.key,
    }),
  };
  const items = wanted.lines.map(({ entryId, quantity, unitPrice }, at): CompositeSubrequest => ({
    method: 'POST',
    path: '/sobjects/OrderItem',
    referenceId: `item${at}`,
    body: { OrderId: '@{made.id}', PricebookEntryId: entryId, Quantity: quantity, UnitPrice: unitPrice },
  }));
  return { guards: ready, parts: [...service, order, ...items], makes: { reference: 'made', object: 'Order' } };
}

/** SA-6: the status alone; the org's flow does the rest. */
export function approveOrder({ orderId }: Wanted<'approve-order'>, { mapping, facts }: PlanContext): Plan {
  const order: Guard = { reference: 'order', object: 'Order', id: orderId, asRead: { Status: mapping.orderStatuses.review } };
  return { guards: [order], parts: [change(facts, order, { Status: mapping.orderStatuses.approved })], makes: null };
}

/** SA-6, once more: the flow starts on the activation’s status. */
export function retryActivation({ orderId }: Wanted<'retry-activation'>, { mapping, facts }: PlanContext): Plan {
  const field = mapping.fields.activationStatus;
  const order: Guard = { reference: 'order', object: 'Order', id: orderId, asRead: { [field]: mapping.activation.failed } };
  return { guards: [order], parts: [change(facts, order, { [field]: mapping.activation.activating })], makes: null };
}
