/** Where a customer's services stand, in our own words; which of the org's values means what is the mapping's (SV-6). Without zod: the agents' bundle holds it. */

/** An Opportunity's stage. `other`: a value the org has added, shown as it is. */
export const SERVICE_STAGES = ['inquiry', 'ready', 'ordered', 'active', 'cancelling', 'cancelled', 'void', 'other'] as const;
export type ServiceStage = (typeof SERVICE_STAGES)[number];

/** An Order's status and activation as one. `approved`: approved, and the flow has not taken it up (yet). */
export const ORDER_STATES = ['draft', 'review', 'approved', 'activating', 'failed', 'activated', 'cancelled', 'other'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Of the check whether a line to the internet is possible at the address. */
export const ELIGIBILITY_STATES = ['none', 'pending', 'eligible', 'not-eligible', 'other'] as const;
export type EligibilityState = (typeof ELIGIBILITY_STATES)[number];

export const VERIFICATION_STATES = ['none', 'pending', 'verified', 'rejected', 'other'] as const;
export type VerificationState = (typeof VERIFICATION_STATES)[number];

/** What agents and staff do for a customer: SA-1 … SA-8, with the two halves of SA-4 and of SA-6 apart. */
export const SERVICE_ACTIONS = [
  'register',
  'request-eligibility',
  'record-eligibility',
  'request-verification',
  'decide-verification',
  'place-order',
  'approve-order',
  'retry-activation',
  'request-cancellation',
  'general-inquiry',
] as const;
export type ServiceAction = (typeof SERVICE_ACTIONS)[number];

/** Decisions of staff (SV-2): who may is the settings' to say. */
export const STAFF_DECISIONS: ReadonlySet<ServiceAction> = new Set([
  'record-eligibility',
  'decide-verification',
  'approve-order',
  'retry-activation',
]);

/** As much of a customer's services as the rules need. */
export interface Standing {
  isRegistered: boolean;
  eligibility: EligibilityState;
  verification: VerificationState;
  services: readonly ServiceStanding[];
  orders: readonly { id: string; state: OrderState }[];
}
export interface ServiceStanding {
  id: string;
  stage: ServiceStage;
  /** Whether it is a line to the internet, which needs eligibility. */
  isInternet: boolean;
  /** The billing system's number, by which a cancellation finds it; null: not activated by it. */
  serviceNumber: number | null;
}
