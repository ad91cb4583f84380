import { TwilioError } from './twilio-error';

/**
 * What a faulty Twilio API does instead of answering. `412` refuses conditional writes only, as a busy task does; `lost` does the work and
 * cuts the connection before the answer; `html` and `truncated` are a proxy's page and half an answer, both with status 200.
 */
export type Fault = null | 'hang' | 'reset' | 'slow' | 'html' | 'truncated' | 'lost' | 401 | 403 | 412 | 429 | 500;

/** Set at any time; null is healthy. TaskRouter's fault is its REST API's alone: the agents' desktops stay up. */
export interface Faults {
  taskrouter: Fault;
  iam: Exclude<Fault, 412>;
  /** How long `slow` takes, in milliseconds. */
  slowMs: number;
}

export const FAULT_CHOICES: { readonly [K in 'taskrouter' | 'iam']: readonly Exclude<Faults[K], null>[] } = {
  taskrouter: ['hang', 'reset', 'slow', 'html', 'truncated', 'lost', 401, 403, 412, 429, 500],
  iam: ['hang', 'reset', 'slow', 'html', 'truncated', 'lost', 401, 403, 429, 500],
};

/** The fault's answer as an error; `hang` and `reset` have none and are the HTTP server's to play. */
export function faultError(fault: 401 | 403 | 412 | 429 | 500): TwilioError {
  const messages = {
    401: 'Authenticate',
    403: 'Permission Denied',
    412: 'Precondition Failed',
    429: 'Too Many Requests',
    500: 'Internal Server Error',
  };
  const codes = { 401: 20003, 403: 20003, 412: 20412, 429: 20429, 500: 20500 };
  return new TwilioError(fault, codes[fault], messages[fault]);
}
