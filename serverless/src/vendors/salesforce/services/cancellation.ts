import type { WantedAction } from '@interaction-history/shared/src/contract/services';
import { wordsIn } from '@interaction-history/shared/src/services/zone';
import { casePart, change, type Guard, type Plan, type PlanContext } from './plan';

/**
 * SA-7: a case, and the service, found by the billing system's number, cancelling at that time. The time is an instant; the case says
 * it as the agent read it out, with its zone.
 */
export function requestCancellation(wanted: Extract<WantedAction, { kind: 'request-cancellation' }>, ctx: PlanContext): Plan {
  const { mapping, facts, rows } = ctx;
  const { fields: f } = mapping;
  const row = rows.opportunities.find(({ Id }) => Id === wanted.serviceId);
  const commodity = row?.[f.commodityType];
  const serviceNumber = row?.[f.serviceNumber] as number;
  const service: Guard = {
    reference: 'service',
    object: 'Opportunity',
    id: wanted.serviceId,
    asRead: { StageName: mapping.stages.active, [f.serviceNumber]: serviceNumber },
  };
  return {
    guards: [service],
    parts: [
      change(facts, service, { StageName: mapping.stages.cancelling, [f.cancellationAt]: wanted.endsAt }),
      casePart(ctx, {
        type: mapping.caseTypes.cancellation,
        subject: `Cancellation of ${typeof commodity === 'string' ? commodity : 'a service'}, service ${serviceNumber}`,
        words: `Ends ${wordsIn(wanted.endsAt, wanted.timeZone)}\n\n${wanted.why}`,
        opportunity: wanted.serviceId,
      }),
    ],
    makes: { reference: 'made', object: 'Case' },
  };
}
