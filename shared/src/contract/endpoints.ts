import { lookupRequest, lookupResponse } from './customers';
import { healthRequest, healthResponse } from './health';
import { listRequest, listResponse, recordRequest, recordResponse } from './interactions';
import { currentRequest, currentResponse } from './reason-codes';
import { linkCustomerRequest, linkCustomerResponse } from './tasks';

/** A Flex worker's roles, weakest first: who may do something lists every role that may. */
export const ROLES = ['agent', 'supervisor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const admins: readonly Role[] = ['admin'];

/**
 * Every endpoint: its path, who may call it, what it takes and what it answers. The one place to read who can do what.
 * Browser code imports only this table's types, so that zod stays out of the plugin's bundle.
 */
export const ENDPOINTS = {
  'customers/lookup': {
    roles: everyone,
    summary: 'Identify a caller: Salesforce and the master at once',
    request: lookupRequest,
    response: lookupResponse,
  },
  'tasks/link-customer': {
    roles: everyone,
    summary: 'Link the task with the chosen customer',
    request: linkCustomerRequest,
    response: linkCustomerResponse,
  },
  'interactions/list': {
    roles: everyone,
    summary: 'A page of a customer’s history, newest first',
    request: listRequest,
    response: listResponse,
  },
  'interactions/record': {
    roles: everyone,
    summary: 'Record reason and comment; idempotent by task and reservation',
    request: recordRequest,
    response: recordResponse,
  },
  'reason-codes/current': {
    roles: everyone,
    summary: 'The published reason codes',
    request: currentRequest,
    response: currentResponse,
  },
  health: {
    roles: admins,
    summary: 'Each source: reachable, latency, API allowance',
    request: healthRequest,
    response: healthResponse,
  },
} as const;

export type Endpoints = typeof ENDPOINTS;
export type EndpointPath = keyof Endpoints;
