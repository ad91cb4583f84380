import type { EligibilityState, ServiceAction, VerificationState } from '@interaction-history/shared/src/services/states';

/** The words of a customer's services in one line, and of what was done (SV-1); those of the open section come with it. */
export const services = {
  heading: 'Services',
  loading: 'Loading…',
  refresh: 'Read services again',
  asOf: (time: string): string => `As of ${time}`,
  stale: 'Not up to date: Salesforce isn’t responding.',
  failed: 'Salesforce isn’t responding',
  failedBody: 'Services and orders can’t be shown. Everything else works.',
  glance: { internet: 'Internet', id: 'ID', orders: 'Orders', active: 'Active' },
  noOrders: 'None',
  ordersFailed: (count: number): string => `${count} failed`,
  ordersRunning: (count: number): string => `${count} running`,
  ordersNone: 'None running',
  servicesActive: (count: number): string => (count === 0 ? 'None' : count === 1 ? '1 service' : `${count} services`),
  eligibility: {
    none: 'Not requested',
    pending: 'Pending',
    eligible: 'Checked',
    'not-eligible': 'Not eligible',
  } satisfies Record<Exclude<EligibilityState, 'other'>, string>,
  verification: {
    none: 'Not requested',
    pending: 'Pending',
    verified: 'Verified',
    rejected: 'Rejected',
  } satisfies Record<Exclude<VerificationState, 'other'>, string>,
  order: (number: string): string => `Order ${number}`,
  case: (number: string): string => `Case ${number}`,
  /** A fact, once it is done. */
  done: {
    register: 'Registered for the portal',
    'request-eligibility': 'Eligibility requested',
    'record-eligibility': 'Eligibility result recorded',
    'request-verification': 'ID verification requested',
    'decide-verification': 'ID verification decided',
    'place-order': 'Order placed',
    'approve-order': 'Order approved',
    'retry-activation': 'Activation started again',
    'request-cancellation': 'Cancellation requested',
    'general-inquiry': 'Inquiry opened',
  } satisfies Record<ServiceAction, string>,
  openFailed: 'Couldn’t load this part of the tab',
};
