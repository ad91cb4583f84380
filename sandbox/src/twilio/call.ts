import type { IncomingHttpHeaders } from 'node:http';

/** A request for a Twilio host, whichever way it came: rewritten in the page, rerouted in this process, or tunnelled in twilsock. */
export interface TwilioCall {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TwilioAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text or bytes (then say the content-type in the headers). */
  body: unknown;
}

/** One Twilio API: its answer, or null when it does not know the path. Throws TwilioError for the rest. */
export type TwilioApi = (call: TwilioCall) => TwilioAnswer | null | Promise<TwilioAnswer | null>;

/** The first pattern that matches answers, with its captured parts. */
export type Route<C> = [method: 'GET' | 'POST' | 'DELETE', path: RegExp, handle: (call: C, ...parts: string[]) => unknown];

/** Looks a path up in a table; undefined when nothing fits. */
export function route<C>(table: readonly Route<C>[], method: string, path: string, call: C): { answer: unknown } | undefined {
  for (const [verb, pattern, handle] of table) {
    const parts = verb === method && pattern.exec(path);
    if (parts) return { answer: handle(call, ...parts.slice(1)) };
  }
  return undefined;
}

/** JSON that somebody else wrote: an object, or `{}` when it is anything else. */
export function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
