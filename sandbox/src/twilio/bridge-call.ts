import type { Worker } from './taskrouter-model';

/** A request inside an event-bridge POST: `{url, method, params, token}`. */
export interface BridgeCall {
  worker: Worker;
  params: Record<string, unknown>;
  /** The reservation's or task's version the page has seen, when its version check is on. */
  ifMatch: string | undefined;
}
