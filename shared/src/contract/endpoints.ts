import { outcomeInteractionsRequest, outcomeInteractionsResponse, outcomeReportRequest, outcomeReportResponse } from './outcomes';
import { auditLimitsRequest, auditLimitsResponse, auditListRequest, auditListResponse } from './audit';
import { createCaseRequest, createCaseResponse } from './cases';
import {
  createRequest,
  createResponse,
  importRequest,
  importResponse,
  lookupRequest,
  lookupResponse,
  masterRecordRequest,
  masterRecordResponse,
  mergeRequest,
  mergeResponse,
  searchRequest,
  searchResponse,
  storedRequest,
  storedResponse,
} from './customers';
import { joinedRequest, joinedResponse, releaseRequest, releaseResponse, splitRequest, splitResponse } from './joined-customers';
import {
  draftKeyRequest,
  draftKeyResponse,
  draftsOfTaskRequest,
  draftsOfTaskResponse,
  ownDraftsRequest,
  ownDraftsResponse,
  saveDraftRequest,
  saveDraftResponse,
} from './drafts';
import { healthRequest, healthResponse } from './health';
import {
  amendRequest,
  amendResponse,
  confirmRequest,
  confirmResponse,
  listRequest,
  listResponse,
  logPendingRequest,
  logPendingResponse,
  ownInteractionsRequest,
  ownInteractionsResponse,
  recordRequest,
  recordResponse,
  unconfirmedRequest,
  unconfirmedResponse,
} from './interactions';
import {
  currentRequest,
  currentResponse,
  draftRequest,
  draftResponse,
  importCodesRequest,
  importCodesResponse,
  publishRequest,
  publishResponse,
  restoreRequest,
  revisionsRequest,
  revisionsResponse,
} from './reason-codes';
import {
  currentSettingsRequest,
  currentSettingsResponse,
  publishSettingsRequest,
  publishSettingsResponse,
  settingsRevisionsRequest,
  settingsRevisionsResponse,
} from './settings';
import {
  eraseRequest,
  eraseResponse,
  exportPersonRequest,
  exportPersonResponse,
  findPersonRequest,
  findPersonResponse,
  holdRequest,
  holdResponse,
} from './privacy';
import { productsRequest, productsResponse, runRequest, runResponse, servicesRequest, servicesResponse } from './services';
import { taskRouterEvent } from './taskrouter-events';
import { linkCustomerRequest, linkCustomerResponse } from './tasks';
import { currentWorkspaceRequest, currentWorkspaceResponse } from './workspace';

/** A Flex worker's roles, weakest first: who may do something lists every role that may. */
export const ROLES = ['agent', 'supervisor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const supervisors: readonly Role[] = ['supervisor', 'admin'];
const admins: readonly Role[] = ['admin'];
/** A tree of 2,000 codes, in bytes. */
const WHOLE_TREE = 900 * 1024;
/** An event brings all of a task's attributes, others' too: refusing it would lose what happened. */
const WHOLE_TASK = 900 * 1024;

/**
 * Every endpoint: its path, who may call it, what it takes and what it answers. The one place to read who can do what.
 * `auth`: the roles of Flex workers who may, or `twilio`: a callback that only Twilio's signature opens, answered 204 without a body.
 * `writes`: its effects on customers and interactions stay, so it waits until the published settings are known (AD-5).
 * `asksTwilio`: the session is asked of Twilio each time, so that a role taken away a minute ago doesn't do it any more; and so it is
 * for whatever admins alone may (TR-1).
 * Browser code imports only this table's types, so that zod stays out of the plugin's bundle.
 */
export const ENDPOINTS = {
  'customers/lookup': {
    auth: everyone,
    summary: 'Identify a caller: Salesforce and the master at once',
    request: lookupRequest,
    response: lookupResponse,
  },
  'customers/search': {
    auth: everyone,
    summary: 'Search customers in Salesforce and the master at once',
    request: searchRequest,
    response: searchResponse,
  },
  'customers/master-record': {
    auth: everyone,
    summary: 'A record of the master in full, and whether Salesforce has it',
    request: masterRecordRequest,
    response: masterRecordResponse,
  },
  'customers/import': {
    auth: everyone,
    summary: 'Bring a record of the master into Salesforce; repeatable',
    request: importRequest,
    response: importResponse,
    writes: true,
  },
  'customers/create': {
    auth: everyone,
    summary: 'Make a new customer, or say whose an identity is',
    request: createRequest,
    response: createResponse,
    writes: true,
  },
  'customers/find-stored': {
    auth: supervisors,
    summary: 'Customers stored with us, to merge two of them',
    request: storedRequest,
    response: storedResponse,
  },
  'customers/merge': {
    auth: supervisors,
    summary: 'Make two customers one, without losing an interaction; repeat until done',
    request: mergeRequest,
    response: mergeResponse,
    asksTwilio: true,
  },
  'customers/joined': {
    auth: supervisors,
    summary: 'What leads to a customer: its addresses, and the customers merged into it',
    request: joinedRequest,
    response: joinedResponse,
  },
  'customers/split': {
    auth: everyone,
    summary: 'Undo a merge, its entries included; repeat until done. An agent their own within 24 hours',
    request: splitRequest,
    response: splitResponse,
    asksTwilio: true,
  },
  'customers/release-address': {
    auth: everyone,
    summary: 'Take an address away from the customer it leads to. An agent their own within 24 hours',
    request: releaseRequest,
    response: releaseResponse,
    asksTwilio: true,
  },
  'cases/create': {
    auth: everyone,
    summary: 'Open a case for the task’s customer; idempotent by request key',
    request: createCaseRequest,
    response: createCaseResponse,
    writes: true,
  },
  'services/of-customer': {
    auth: everyone,
    summary: 'A customer’s checks, services and orders in Salesforce, and what is possible now',
    request: servicesRequest,
    response: servicesResponse,
  },
  'services/products': {
    auth: everyone,
    summary: 'What the price book has to order',
    request: productsRequest,
    response: productsResponse,
  },
  'services/run': {
    auth: everyone,
    summary: 'Do a service action; idempotent by request key, decisions for whom the settings name',
    request: runRequest,
    response: runResponse,
    writes: true,
  },
  'tasks/link-customer': {
    auth: everyone,
    summary: 'Link the task with the chosen customer',
    request: linkCustomerRequest,
    response: linkCustomerResponse,
    writes: true,
  },
  'drafts/save': {
    auth: everyone,
    summary: 'Keep what the agent has typed for their part of a task so far',
    request: saveDraftRequest,
    response: saveDraftResponse,
    writes: true,
  },
  'drafts/of-task': {
    auth: everyone,
    summary: 'What was typed for a task, by whom, and who transferred it',
    request: draftsOfTaskRequest,
    response: draftsOfTaskResponse,
  },
  'drafts/own': {
    auth: everyone,
    summary: 'The caller’s own drafts, of tasks that are gone, too',
    request: ownDraftsRequest,
    response: ownDraftsResponse,
  },
  'drafts/key': {
    auth: everyone,
    summary: 'The key for what the browser has to keep until the server has it',
    request: draftKeyRequest,
    response: draftKeyResponse,
  },
  'interactions/list': {
    auth: everyone,
    summary: 'A page of a customer’s history, newest first',
    request: listRequest,
    response: listResponse,
  },
  'interactions/record': {
    auth: everyone,
    summary: 'Record reason and comment; idempotent by task and reservation',
    request: recordRequest,
    response: recordResponse,
    writes: true,
  },
  'interactions/amend': {
    auth: everyone,
    summary: 'Change reason or comment of a recorded entry within 24 hours; the earlier text is kept',
    request: amendRequest,
    response: amendResponse,
    writes: true,
  },
  'interactions/own': {
    auth: everyone,
    summary: 'The caller’s own entries that can still be amended, newest first',
    request: ownInteractionsRequest,
    response: ownInteractionsResponse,
  },
  'interactions/unconfirmed': {
    auth: supervisors,
    summary: 'Entries for which only the agent vouches: they wait for a supervisor',
    request: unconfirmedRequest,
    response: unconfirmedResponse,
  },
  'interactions/confirm': {
    auth: supervisors,
    summary: 'Confirm or reject an entry that waits; repeatable',
    request: confirmRequest,
    response: confirmResponse,
    writes: true,
    asksTwilio: true,
  },
  'interactions/log-pending': {
    auth: everyone,
    summary: 'Log finished interactions in Salesforce: those that wait',
    request: logPendingRequest,
    response: logPendingResponse,
  },
  'reason-codes/current': {
    auth: everyone,
    summary: 'The published reason codes',
    request: currentRequest,
    response: currentResponse,
  },
  'reason-codes/draft': {
    auth: supervisors,
    summary: 'An editor’s unpublished reason codes, and who else is editing',
    request: draftRequest,
    response: draftResponse,
    maxBytes: WHOLE_TREE,
  },
  'reason-codes/publish': {
    auth: supervisors,
    summary: 'Publish reason codes; refused when somebody published since',
    request: publishRequest,
    response: publishResponse,
    maxBytes: WHOLE_TREE,
    asksTwilio: true,
  },
  'reason-codes/revisions': {
    auth: supervisors,
    summary: 'Published revisions, newest first, and one’s whole tree',
    request: revisionsRequest,
    response: revisionsResponse,
  },
  'reason-codes/restore': {
    auth: supervisors,
    summary: 'Publish an earlier revision again, to the byte',
    request: restoreRequest,
    response: publishResponse,
    asksTwilio: true,
  },
  'reason-codes/import': {
    auth: supervisors,
    summary: 'Read a file of reason codes and name what is wrong with it; applies nothing',
    request: importCodesRequest,
    response: importCodesResponse,
    maxBytes: WHOLE_TREE,
    asksTwilio: true,
  },
  'workspace/current': {
    auth: supervisors,
    summary: 'The workspace’s queues and channels, to limit reason codes to',
    request: currentWorkspaceRequest,
    response: currentWorkspaceResponse,
  },
  'settings/current': {
    auth: everyone,
    summary: 'The settings that hold',
    request: currentSettingsRequest,
    response: currentSettingsResponse,
  },
  'settings/publish': {
    auth: admins,
    summary: 'Publish settings; refused when somebody published since',
    request: publishSettingsRequest,
    response: publishSettingsResponse,
  },
  'settings/revisions': {
    auth: supervisors,
    summary: 'Published settings, newest first',
    request: settingsRevisionsRequest,
    response: settingsRevisionsResponse,
  },
  'outcomes/report': {
    auth: supervisors,
    summary: 'Outcomes of a span of days by reason, day, queue, agent and channel, and of the span before',
    request: outcomeReportRequest,
    response: outcomeReportResponse,
  },
  'outcomes/interactions': {
    auth: supervisors,
    summary: 'The interactions behind a number of the report, newest first',
    request: outcomeInteractionsRequest,
    response: outcomeInteractionsResponse,
  },
  'audit/list': {
    auth: admins,
    summary: 'Who looked at a customer, what a person did: the audit trail, newest first',
    request: auditListRequest,
    response: auditListResponse,
  },
  'audit/limits': {
    auth: supervisors,
    summary: 'Who has met the limit of reading within seven days',
    request: auditLimitsRequest,
    response: auditLimitsResponse,
  },
  'privacy/find': {
    auth: admins,
    summary: 'Whom a phone, an address, a number or a name means, and what is held of them',
    request: findPersonRequest,
    response: findPersonResponse,
  },
  'privacy/export': {
    auth: admins,
    summary: 'A page of all that is held of a person',
    request: exportPersonRequest,
    response: exportPersonResponse,
  },
  'privacy/hold': {
    auth: admins,
    summary: 'Place a legal hold on a customer, or lift it; repeatable',
    request: holdRequest,
    response: holdResponse,
    writes: true,
  },
  'privacy/erase': {
    auth: admins,
    summary: 'Erase a person; repeat until done',
    request: eraseRequest,
    response: eraseResponse,
    writes: true,
  },
  health: {
    auth: admins,
    summary: 'Each source: reachable, latency, API allowance',
    request: healthRequest,
    response: healthResponse,
  },
  'taskrouter/events': {
    auth: 'twilio',
    summary: 'TaskRouter’s event callback: records what ended without the agent',
    request: taskRouterEvent,
    maxBytes: WHOLE_TASK,
    writes: true,
  },
} as const;

export type Endpoints = typeof ENDPOINTS;
export type EndpointPath = keyof Endpoints;
/** Callbacks from Twilio itself. */
export type TwilioPath = { [P in EndpointPath]: Endpoints[P]['auth'] extends 'twilio' ? P : never }[EndpointPath];
/** What a Flex worker can call. */
export type WorkerPath = Exclude<EndpointPath, TwilioPath>;
