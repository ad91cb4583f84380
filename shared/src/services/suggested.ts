import type { ReasonCode } from '../contract/reason-codes';
import type { Possible } from './possible';
import type { ServiceAction } from './states';

/** What a reason code names (salesforce-org.md), as the actions there are; where it stands for two, the one that comes first. */
const ACTIONS_OF: Readonly<Record<NonNullable<ReasonCode['serviceAction']>, readonly [ServiceAction, ...ServiceAction[]]>> = {
  'SA-1': ['register'],
  'SA-2': ['request-eligibility'],
  'SA-3': ['record-eligibility'],
  'SA-4': ['request-verification', 'decide-verification'],
  'SA-5': ['place-order'],
  'SA-6': ['approve-order', 'retry-activation'],
  'SA-7': ['request-cancellation'],
  'SA-8': ['general-inquiry'],
};

export interface Suggestion {
  action: ServiceAction;
  /**
   * `one`: it may be done now, on this. `several`: on more than one, so the agent must say on which. `none`: the state, or who asks,
   * doesn't allow it.
   */
  now: { possible: 'one'; on: string | null } | { possible: 'several'; on: readonly (string | null)[] } | { possible: 'none' };
}

/**
 * The action that a reason suggests (SV-5), judged by what is possible for this customer now. An action about the customer goes before the
 * same one about a service of theirs.
 */
export function suggested(code: NonNullable<ReasonCode['serviceAction']>, possible: readonly Possible[]): Suggestion {
  const actions = ACTIONS_OF[code];
  const action = actions.find((each) => possible.some((one) => one.action === each)) ?? actions[0];
  const places = possible.filter((one) => one.action === action);
  const place = places.find(({ on }) => on === null) ?? (places.length === 1 ? places[0] : undefined);
  if (place !== undefined) return { action, now: { possible: 'one', on: place.on } };
  return { action, now: places.length === 0 ? { possible: 'none' } : { possible: 'several', on: places.map(({ on }) => on) } };
}

/** Before anything is known of the customer. */
export const firstOf = (code: NonNullable<ReasonCode['serviceAction']>): ServiceAction => ACTIONS_OF[code][0];
