import { TwilioError } from './twilio-error';

/** What a faulty Twilio API does instead of answering. `412` refuses conditional writes only, as a busy task does. */
export type Fault = null | 'hang' | 'reset' | 401 | 412 | 429 | 500;

/** Set at any time; null is healthy. TaskRouter's fault is its REST API's alone: the agents' desktops stay up. */
export interface Faults {
  taskrouter: Fault;
  iam: Exclude<Fault, 412>;
}

export const FAULT_CHOICES: { readonly [K in keyof Faults]: readonly Exclude<Faults[K], null>[] } = {
  taskrouter: ['hang', 'reset', 401, 412, 429, 500],
  iam: ['hang', 'reset', 401, 429, 500],
};

/** The fault's answer as an error; `hang` and `reset` have none and are the HTTP server's to play. */
export function faultError(fault: 401 | 412 | 429 | 500): TwilioError {
  const messages = { 401: 'Authenticate', 412: 'Precondition Failed', 429: 'Too Many Requests', 500: 'Internal Server Error' };
  const codes = { 401: 20003, 412: 20412, 429: 20429, 500: 20500 };
  return new TwilioError(fault, codes[fault], messages[fault]);
}
