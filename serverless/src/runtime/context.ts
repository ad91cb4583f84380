import type { EndpointPath, Endpoints, TwilioPath } from '@interaction-history/shared/src/contract/endpoints';
import type { z } from 'zod';
import type { Deadline } from './deadline';
import type { Worker } from './token';

/** What every request has, whatever it asks for: who asks, how much time is left, and where to note what happened. */
export interface BaseContext {
  worker: Worker;
  deadline: Deadline;
  correlationId: string;
  /** The audit rows that its own commits have made, newest attempt last: each becomes a line of the log (PR-2). */
  rows: object[];
  /** A fact worth a line in the log, without personal data. */
  note(event: string, about?: { source?: string; error?: unknown }): void;
}

export type RequestOf<P extends EndpointPath> = z.output<Endpoints[P]['request']>;
export type ResponseOf<P extends EndpointPath> = Endpoints[P] extends { response: infer R extends z.ZodType }
  ? z.output<R>
  : never;

/** @returns the endpoint's response; of a callback from Twilio what was done, in a few words for the log, or null if nothing was */
export type Handler<P extends EndpointPath, C> = (
  request: RequestOf<P>,
  ctx: C,
) => Promise<P extends TwilioPath ? string | null : ResponseOf<P>>;
