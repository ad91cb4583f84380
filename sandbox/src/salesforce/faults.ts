import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export const FAULTS = ['hang', 'reset', '401', 'quota403', '429', '500', 'html', 'truncated', 'stall'] as const;
/** Of a write: it is carried out, and the connection is cut before its answer. */
export const LOST = 'lost';
export type Fault = (typeof FAULTS)[number] | typeof LOST;
/** What can be faulted apart: `all` is every REST call, the others the part named. `search` includes composite/batch, by which the product searches. */
export type FaultTarget = 'all' | 'login' | 'query' | 'search' | 'sobjects' | 'composite' | 'limits';

/** The switches of the sandbox's Salesforce: a fault and a latency for each part. */
export class Faults {
  private readonly active = new Map<FaultTarget, { fault: Fault; left: number; after: number }>();
  private readonly delays = new Map<FaultTarget, number>();

  /**
   * @param times how many calls it hits; for ever when left out
   * @param after how many calls it lets through first
   */
  set(fault: Fault | null, target: FaultTarget = 'all', times = Infinity, after = 0): void {
    if (fault === null) this.active.delete(target);
    else this.active.set(target, { fault, left: times, after });
  }

  /** Whose answers are lost once the request has been carried out: the connection breaks. By the request's body; null: none. */
  losesAnswer: ((body: string) => boolean) | null = null;

  /** Added to every answer of the part, in milliseconds. */
  latency(ms: number, target: FaultTarget = 'all'): void {
    this.delays.set(target, ms);
  }

  clear(): void {
    this.active.clear();
    this.losesAnswer = null;
    this.delays.clear();
  }

  state(): { target: FaultTarget; fault: Fault | null; latencyMs: number }[] {
    const targets = new Set([...this.active.keys(), ...this.delays.keys()]);
    return [...targets].map((target) => ({
      target,
      fault: this.active.get(target)?.fault ?? null,
      latencyMs: this.delays.get(target) ?? 0,
    }));
  }

  /** Waits the latency; then true when the fault has taken the request over. */
  async strike(target: FaultTarget, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    // The log-in is not part of "all": a dead log-in host is its own failure.
    const keys: FaultTarget[] = target === 'login' ? ['login'] : [target, 'all'];
    const delay = keys.reduce((sum, key) => sum + (this.delays.get(key) ?? 0), 0);
    if (delay > 0) await wait(delay);
    const key = keys.find((one) => this.active.has(one));
    const entry = key === undefined ? undefined : this.active.get(key);
    if (key === undefined || !entry) return false;
    if (entry.after-- > 0) return false;
    if (--entry.left <= 0) this.active.delete(key);
    if (entry.fault === LOST) {
      response.end = () => {
        request.socket.resetAndDestroy();
        return response;
      };
      return false;
    }
    perform(entry.fault, request, response);
    return true;
  }
}

function perform(fault: (typeof FAULTS)[number], request: IncomingMessage, response: ServerResponse): void {
  const answer = (status: number, type: string, body: string): void => {
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  };
  const failure = (status: number, errorCode: string, message: string): void =>
    answer(status, 'application/json;charset=UTF-8', JSON.stringify([{ message, errorCode }]));
  switch (fault) {
    case 'hang':
      return;
    case 'reset':
      request.socket.resetAndDestroy();
      return;
    case '401':
      return failure(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    case 'quota403':
      return failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    case '429':
      response.setHeader('retry-after', '1');
      return failure(429, 'TOO_MANY_REQUESTS', 'Too many requests');
    case '500':
      return failure(
        500,
        'UNKNOWN_EXCEPTION',
        'An unexpected error occurred. Please include this ErrorId if you contact support',
      );
    case 'html':
      return answer(
        200,
        'text/html;charset=UTF-8',
        '<!DOCTYPE html><html><head><title>Scheduled maintenance</title></head><body>We are down for maintenance.</body></html>',
      );
    case 'truncated':
      return answer(200, 'application/json;charset=UTF-8', '{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Con');
    case 'stall':
      // Head and half a body, then silence: a time-out that only watches for the head never fires.
      response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', 'content-length': 4096 });
      response.write('{"totalSize":1,');
  }
}
