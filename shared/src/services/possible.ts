import type { ServiceAction, ServiceStage, Standing } from './states';

/** One action that the state allows; `on` is the Opportunity or Order it is about, null for one about the customer. */
export interface Possible {
  action: ServiceAction;
  on: string | null;
}

/**
 * What may be done now, by the state alone (SV-2): who may is another matter. The same for the tab, which offers nothing else, and for
 * the Function, which refuses everything else.
 */
export function possible(standing: Standing): Possible[] {
  const { isRegistered, eligibility, verification, services, orders } = standing;
  const about = (action: ServiceAction, isPossible: boolean, on: string | null = null): Possible[] =>
    isPossible ? [{ action, on }] : [];
  return [
    ...about('register', !isRegistered),
    ...about('request-eligibility', eligibility === 'none' || eligibility === 'not-eligible'),
    ...about('record-eligibility', eligibility === 'pending'),
    ...about('request-verification', verification === 'none' || verification === 'rejected'),
    ...about('decide-verification', verification === 'pending'),
    ...about('place-order', true),
    ...services.flatMap(({ id, stage, serviceNumber }) => [
      ...about('place-order', stage === 'ready', id),
      ...about('request-cancellation', stage === 'active' && serviceNumber !== null, id),
    ]),
    ...orders.flatMap(({ id, state }) => [
      ...about('approve-order', state === 'review', id),
      ...about('retry-activation', state === 'failed', id),
    ]),
    ...about('general-inquiry', true),
  ];
}

export const isPossible = (standing: Standing, { action, on }: Possible): boolean =>
  possible(standing).some((one) => one.action === action && one.on === on);

/** Why a product can't be ordered: a line to the internet needs a positive check. */
export const mayOrderInternet = ({ eligibility }: Pick<Standing, 'eligibility'>): boolean => eligibility === 'eligible';

/** The org's ways between stages: Introduction → Ready → Post Processing → Active → △Cancelling → △Cancelled, and Void from Introduction. */
export const STAGE_MOVES: Readonly<Record<ServiceStage, readonly ServiceStage[]>> = {
  inquiry: ['ready', 'void'],
  ready: ['ordered'],
  ordered: ['active'],
  active: ['cancelling'],
  cancelling: ['cancelled'],
  cancelled: [],
  void: [],
  other: [],
};
