import { z } from 'zod';
import { MAX_CASE_DESCRIPTION, MAX_CASE_SUBJECT, MAX_ORDER_LINES, MAX_QUANTITY, MAX_STATUS_TEXT } from '../limits';
import { ELIGIBILITY_STATES, ORDER_STATES, SERVICE_ACTIONS, SERVICE_STAGES, VERIFICATION_STATES } from '../services/states';
import { customerId, instant, salesforceId, taskSid } from './common';

/** One of a customer's services: an Opportunity. */
const service = z.object({
  id: z.string(),
  stage: z.enum(SERVICE_STAGES),
  /** The org's own word, for a stage that we have none for. */
  stageText: z.string(),
  /** What kind of service, in the org's words. */
  commodity: z.string().nullable(),
  isInternet: z.boolean(),
  serviceNumber: z.number().nullable(),
  /** When a cancelled service ends, or has ended. */
  endsAt: instant.nullable(),
  url: z.string(),
});

const order = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(ORDER_STATES),
  statusText: z.string(),
  /** yyyy-mm-dd */
  date: z.string().nullable(),
  /** When it was changed last: since when it has been activating. */
  changedAt: instant,
  serviceId: z.string().nullable(),
  /** The billing system's words for a failed activation. */
  error: z.object({ text: z.string(), at: instant.nullable() }).nullable(),
  lines: z.array(z.object({ name: z.string(), quantity: z.number(), unitPrice: z.number(), cycle: z.string().nullable() })),
  url: z.string(),
});

/** An open case of a service action. */
const openCase = z.object({
  number: z.string(),
  url: z.string(),
  about: z.enum(['eligibility', 'verification', 'cancellation', 'inquiry']),
  serviceId: z.string().nullable(),
  openedAt: instant,
});

const servicesOk = z.object({
  status: z.literal('ok'),
  isRegistered: z.boolean(),
  eligibility: z.object({
    state: z.enum(ELIGIBILITY_STATES),
    /** The result in the org's words, or the status that we have no word for. */
    text: z.string().nullable(),
    /** Of the request while pending, else of the check. */
    at: instant.nullable(),
  }),
  verification: z.object({
    state: z.enum(VERIFICATION_STATES),
    /** What the customer was told of a rejection, or the status that we have no word for. */
    text: z.string().nullable(),
    at: instant.nullable(),
  }),
  /** Newest first. */
  services: z.array(service),
  /** Newest first; null where the org has no orders, or hides them. */
  orders: z.array(order).nullable(),
  cases: z.array(openCase),
  /** What this worker may do now, and nothing else (SV-2). */
  possible: z.array(z.object({ action: z.enum(SERVICE_ACTIONS), on: z.string().nullable() })),
  /** Kinds of service that can be asked for. */
  commodities: z.object({ internet: z.array(z.string()), other: z.array(z.string()) }),
  /** IANA name of the org's time zone, in which a service ends. */
  timeZone: z.string(),
  readAt: instant,
});
export type CustomerServices = z.infer<typeof servicesOk>;

export const servicesRequest = z.object({ taskSid, customerId });
/** `absent`: there is no Salesforce, or the org knows none of this (SV-6). `not-in-salesforce`: this customer isn't there yet. */
export const servicesResponse = z.discriminatedUnion('status', [
  servicesOk,
  z.object({ status: z.literal('absent') }),
  z.object({ status: z.literal('not-in-salesforce') }),
]);
export type ServicesResponse = z.infer<typeof servicesResponse>;

/** What the price book has to order. */
const product = z.object({
  entryId: z.string(),
  name: z.string(),
  unitPrice: z.number(),
  cycle: z.string().nullable(),
  itemClass: z.string().nullable(),
  /** A line to the internet, which needs a positive check. */
  isInternet: z.boolean(),
  /** False: its options for the billing system can't be read, so that it can't be ordered. */
  isComplete: z.boolean(),
});
export type Product = z.infer<typeof product>;
export const productsRequest = z.object({});
export const productsResponse = z.object({
  /** By name; at most 200. */
  products: z.array(product),
  pricebook: z.string(),
  /** ISO 4217 */
  currency: z.string(),
  /** The org's words for billing cycles. */
  cycles: z.object({ monthly: z.string(), yearly: z.string(), once: z.string() }),
});

const note = z.string().trim().max(MAX_CASE_DESCRIPTION).default('');
const kindOf = <K extends (typeof SERVICE_ACTIONS)[number]>(kind: K) => z.literal(kind);
export const wantedAction = z.discriminatedUnion('kind', [
  z.object({ kind: kindOf('register') }),
  z.object({ kind: kindOf('request-eligibility'), commodity: z.string().max(255).optional(), note }),
  z.object({
    kind: kindOf('record-eligibility'),
    isEligible: z.boolean(),
    result: z.string().trim().min(1).max(MAX_STATUS_TEXT),
    note,
  }),
  z.object({ kind: kindOf('request-verification'), note }),
  z
    .object({
      kind: kindOf('decide-verification'),
      isVerified: z.boolean(),
      /** What the customer reads of a rejection. */
      message: z.string().trim().max(MAX_STATUS_TEXT).default(''),
      note,
    })
    .refine(({ isVerified, message }) => isVerified || message !== '', { message: 'required', path: ['message'] }),
  z.object({
    kind: kindOf('place-order'),
    /** The service that is ready for it; null: found or made by the commodity. */
    serviceId: salesforceId.nullable(),
    commodity: z.string().min(1).max(255),
    lines: z
      .array(
        z.object({
          entryId: salesforceId,
          quantity: z.number().int().min(1).max(MAX_QUANTITY),
          /** As it was read to the customer: another price is not charged unseen. */
          unitPrice: z.number().nonnegative(),
        }),
      )
      .min(1)
      .max(MAX_ORDER_LINES),
  }),
  z.object({ kind: kindOf('approve-order'), orderId: salesforceId }),
  z.object({ kind: kindOf('retry-activation'), orderId: salesforceId }),
  z.object({
    kind: kindOf('request-cancellation'),
    serviceId: salesforceId,
    endsAt: instant,
    /** IANA name of the zone in which the agent read the time out. */
    timeZone: z.string().max(64),
    why: z.string().trim().min(1).max(MAX_CASE_DESCRIPTION),
  }),
  z.object({
    kind: kindOf('general-inquiry'),
    subject: z.string().trim().min(1).max(MAX_CASE_SUBJECT),
    description: note,
  }),
]);
export type WantedAction = z.infer<typeof wantedAction>;

export const runRequest = z.object({
  taskSid,
  customerId,
  /** Made as the form opens: a double click, a retry and a lost answer are one action. */
  requestKey: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  action: wantedAction,
});
/** A done action: what stands on the task and in the history (SV-4). */
export const actionMark = z.object({
  action: z.enum(SERVICE_ACTIONS),
  at: instant,
  /** Of the case or the order; null where the action makes neither. */
  number: z.string().nullable(),
  /** Where it opens. */
  url: z.string().nullable(),
  workerSid: z.string(),
});
export type ActionMark = z.infer<typeof actionMark>;
export const runResponse = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    mark: actionMark,
    /** False: this very request had been carried out before. */
    created: z.boolean(),
    attributes: z.record(z.string(), z.unknown()),
    services: servicesOk,
  }),
  /** The state has moved: nothing was sent. By whom, where one of us did it. */
  z.object({
    outcome: z.literal('moved'),
    by: z.object({ name: z.string(), isSelf: z.boolean(), mark: actionMark }).nullable(),
    services: servicesOk,
  }),
  /** Lines that can't be ordered as they were read out: nothing was sent. */
  z.object({
    outcome: z.literal('lines'),
    lines: z.array(
      z.object({
        entryId: z.string(),
        problem: z.enum(['price', 'gone', 'options', 'not-eligible']),
        unitPrice: z.number().nullable(),
      }),
    ),
  }),
]);
export type RunResponse = z.infer<typeof runResponse>;
