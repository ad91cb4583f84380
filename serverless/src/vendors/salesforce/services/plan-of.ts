import type { WantedAction } from '@interaction-history/shared/src/contract/services';
import { requestCancellation } from './cancellation';
import { generalInquiry, register } from './customer-actions';
import { recordEligibility, requestEligibility } from './eligibility';
import { approveOrder, placeOrder, retryActivation } from './orders';
import type { Plan, PlanContext } from './plan';
import { decideVerification, requestVerification } from './verification';

/** The one request of an action. The state has been looked at: what isn't possible has no plan. */
export function planOf(action: WantedAction, ctx: PlanContext & { registrationSource: string }): Plan {
  switch (action.kind) {
    case 'register':
      return register(ctx);
    case 'request-eligibility':
      return requestEligibility(action, ctx);
    case 'record-eligibility':
      return recordEligibility(action, ctx);
    case 'request-verification':
      return requestVerification(action, ctx);
    case 'decide-verification':
      return decideVerification(action, ctx);
    case 'place-order':
      return placeOrder(action, ctx);
    case 'approve-order':
      return approveOrder(action, ctx);
    case 'retry-activation':
      return retryActivation(action, ctx);
    case 'request-cancellation':
      return requestCancellation(action, ctx);
    case 'general-inquiry':
      return generalInquiry(action, ctx);
  }
}
