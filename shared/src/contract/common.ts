import { z } from 'zod';
import { CHANNELS, DIRECTIONS } from '../caller/channel';
import { MAX_ADDRESS } from '../limits';
import { ERROR_CODES } from './errors';

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `expected a ${prefix}… sid`);

export const taskSid = sid('WT');
export const reservationSid = sid('WR');
export const queueSid = sid('WQ');
export const workerSid = sid('WK');
export const channel = z.enum(CHANNELS);
export const direction = z.enum(DIRECTIONS);
/** Milliseconds are kept: two entries of one customer can share a second. */
export const instant = z.iso.datetime();
/** Never `__…__`: Firestore keeps such names for itself. */
export const customerId = z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,64}$/);
export const salesforceId = z.string().regex(/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/, 'expected a Salesforce id');
export const accountNumber = z.string().trim().min(1).max(40);

/** An address as the task carries it, or as an agent typed it; the server normalises it. */
export const address = z.string().max(MAX_ADDRESS);

export const identity = z.object({
  kind: z.enum(['phone', 'email', 'sip', 'client', 'handle', 'withheld']),
  value: z.string(),
  display: z.string(),
});

/** A source that failed says so in its own section; the call itself succeeds (ID-13). */
export const sourceFailure = z.object({ code: z.enum(ERROR_CODES), retryable: z.boolean() });
