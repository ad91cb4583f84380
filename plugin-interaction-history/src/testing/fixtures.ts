import type {
  Customer,
  LookupResponse,
  MasterRecordResponse,
  Match,
  SearchResponse,
  SearchResult,
  SourceMatches,
} from '@interaction-history/shared/src/contract/customers';
import type { Interaction, ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonCode, ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { CurrentSettings } from '@interaction-history/shared/src/contract/settings';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { never } from './fake-functions';
import { agentTask, type AgentTask, type ReservationLike } from '../tasks/agent-task';

const hex = (n: number): string => n.toString(16).padStart(32, '0');
export const WORKER = `WK${hex(1)}`;
export const TASK = `WT${hex(1)}`;
export const RESERVATION = `WR${hex(1)}`;
export const QUEUE = `WQ${hex(1)}`;

export const aTask = (more: Partial<ReservationLike> = {}): AgentTask =>
  agentTask(
    {
      sid: RESERVATION,
      taskSid: TASK,
      status: 'accepted',
      attributes: { from: '+14155550100', direction: 'inbound' },
      taskChannelUniqueName: 'voice',
      queueSid: QUEUE,
      queueName: 'Billing EN',
      dateCreated: new Date(Date.now() - 60_000),
      ...more,
    },
    Date.now(),
  );

export const aMatch = (name: string, more: Partial<Match> = {}): Match => ({
  key: `salesforce:${name}`,
  source: 'salesforce',
  name,
  company: 'Torres Imports',
  accountNumber: 'C-10042',
  address: '88 Bluxome St, San Francisco, CA 94107',
  email: 'ana@torres.example',
  phones: [{ label: 'Mobile', value: '(415) 555-0100', matched: true }],
  statuses: [
    { field: 'Id_Verification_Status__c', value: 'Verified' },
    { field: 'Portal_Status__c', value: 'Active' },
  ],
  openCases: 2,
  orders: 1,
  salesforce: { accountId: '001000000000001', contactId: '003000000000001', url: 'https://org.example/003000000000001' },
  ...more,
});

export const masterMatch = (name: string): Match =>
  aMatch(name, {
    key: `master:${name}`,
    source: 'master',
    salesforce: null,
    accountNumber: 'A-204417',
    openCases: null,
    orders: null,
  });

export const aCustomer = (name: string, more: Partial<Customer> = {}): Customer => ({
  customerId: 'customer-1',
  name,
  company: 'Torres Imports',
  accountNumber: 'C-10042',
  email: 'ana@torres.example',
  phones: ['+14155550100'],
  salesforce: { accountId: '001000000000001', contactId: '003000000000001', url: 'https://org.example/003000000000001' },
  updatedAt: '2026-11-18T10:31:00.000Z',
  ...more,
});

/** The settings as they are deployed: nothing was published. */
export const SETTINGS: CurrentSettings = {
  version: 0,
  published: {},
  deployed: {},
  defaults: {},
  effective: { requiredCustomerFields: ['lastName', 'phone'] },
};

/** Nobody has the number: the query pane opens by itself. */
export const nobody = (): LookupResponse => aLookup({ salesforce: found(), master: found() });

export const found = (...matches: Match[]): SourceMatches => ({ status: 'ok', matches, total: matches.length });
export const failed: { status: 'failed'; error: { code: 'upstream_unavailable'; retryable: true } } = {
  status: 'failed',
  error: { code: 'upstream_unavailable', retryable: true },
};

export const aLookup = (more: Partial<LookupResponse> = {}): LookupResponse => ({
  identity: { kind: 'phone', value: '+14155550100', display: '+1 415 555 0100' },
  stored: { status: 'ok', customer: null },
  salesforce: found(aMatch('Ana Torres')),
  master: found(),
  ...more,
});

export const anEntry = (n: number, more: Partial<Interaction> = {}): Interaction => ({
  interactionId: `entry-${n}`,
  taskSid: `WT${hex(100 + n)}`,
  reservationSid: `WR${hex(100 + n)}`,
  customerId: 'customer-1',
  occurredAt: new Date(Date.UTC(2026, 10, 16, 11, 26) - n * 86_400_000).toISOString(),
  channel: 'voice',
  direction: 'inbound',
  address: '+14155550100',
  queue: { sid: QUEUE, name: 'Billing EN' },
  worker: { sid: `WK${hex(2)}`, name: 'Kim Lee' },
  reason: {
    id: 'billing_refund',
    pathIds: ['billing', 'billing_refund'],
    path: { en: ['Billing', 'Refund'], ja: ['請求', '返金'] },
    reportingValue: 'billing_refund',
    treeVersion: 1,
  },
  comment: 'Refund of $84.00 agreed.',
  durationSeconds: 372,
  caseNumber: '00001027',
  caseUrl: 'https://org.example/500000000001027',
  verified: true,
  endedBy: 'agent',
  actions: [],
  transferredFrom: null,
  recordedAt: '2026-11-16T11:32:00.000Z',
  canAmendUntil: '2026-11-17T11:32:00.000Z',
  revision: 0,
  amendments: [],
  ...more,
});

export const aPage = (entries: Interaction[], more: Partial<ListResponse> = {}): ListResponse => ({
  customer: null,
  interactions: entries,
  total: entries.length,
  nextCursor: null,
  complete: true,
  scannedTo: null,
  ...more,
});

const code = (id: string, parentId: string | null, en: string, more: Partial<ReasonCode> = {}): ReasonCode => ({
  id,
  parentId,
  labels: { en, ja: en },
  reportingValue: id,
  order: 1,
  active: true,
  queues: [],
  channels: [],
  commentRequired: false,
  serviceAction: null,
  ...more,
});

export const TREE: ReasonTree = {
  version: 3,
  publishedAt: '2026-11-01T00:00:00.000Z',
  codes: [
    code('billing', null, 'Billing'),
    code('billing_refund', 'billing', 'Refund'),
    code('billing_invoice', 'billing', 'Invoice query', { order: 2 }),
    code('complaint', null, 'Complaint', { order: 2, commentRequired: true }),
    code('old', null, 'Refund by cheque', { active: false }),
  ],
};

export const aResult = (name: string, more: Partial<SearchResult> = {}): SearchResult => ({
  ...aMatch(name),
  sources: ['salesforce'],
  ...more,
});

export const masterResult = (name: string, accountNumber = 'A-204417'): SearchResult => ({
  ...masterMatch(name),
  key: `master:${accountNumber}`,
  accountNumber,
  sources: ['master'],
});

export const foundBySearch = (results: SearchResult[], more: Partial<SearchResponse> = {}): SearchResponse => ({
  results,
  salesforce: { status: 'ok', total: results.filter(({ sources }) => sources.includes('salesforce')).length },
  master: { status: 'ok', total: results.filter(({ sources }) => sources.includes('master')).length },
  ...more,
});

export const aMasterRecord = (more: Partial<MasterRecordResponse> = {}): MasterRecordResponse => ({
  record: {
    accountNumber: 'A-204417',
    name: '山本 彩 (Aya Yamamoto)',
    email: 'billing@yamamoto.example',
    phones: [{ label: 'Main', value: '+1 415 555 0160' }],
    billingAddress: '2150 Folsom St, San Francisco, CA 94110',
    serviceAddress: null,
    segment: 'Business',
    type: null,
    status: 'Active',
    language: 'Japanese, English',
    services: 'Business fibre 1 Gbps',
    billingCycle: null,
    paymentMethod: null,
    amountDue: '0.00',
    lastPayment: { amount: '120.50', date: '2026-11-03' },
    primaryContact: {
      contactId: 'contact-1',
      firstName: '彩',
      lastName: '山本',
      fullName: '山本 彩',
      email: 'aya@yamamoto.example',
      phones: [{ label: 'Office', value: '+1 415 555 0163' }],
    },
  },
  inSalesforce: null,
  salesforce: 'ok',
  ...more,
});

export const linkedTo = (customer: Customer | null, more: Partial<LinkCustomerResponse> = {}): LinkCustomerResponse => ({
  customer,
  addressKept: true,
  mayRelease: false,
  attributes: {},
  ...more,
});

export const recordedAs = (request: Record<string, string>, more: Partial<RecordResponse> = {}): RecordResponse => ({
  interaction: anEntry(0, {
    interactionId: `${request.taskSid}_${request.reservationSid}`,
    taskSid: request.taskSid ?? TASK,
    reservationSid: request.reservationSid ?? RESERVATION,
    customerId: request.customerId || null,
    comment: request.comment ?? '',
    reason: {
      id: request.reasonId ?? '',
      pathIds: ['billing', 'billing_refund'],
      path: { en: ['Billing', 'Refund'] },
      reportingValue: 'billing_refund',
      treeVersion: 3,
    },
  }),
  created: true,
  outcome: 'merged',
  toLog: false,
  ...more,
});

/** The Functions of drafts where nothing was typed before. A text is on its way for as long as a test does not say that it is taken. */
export const draftAnswers = () => ({
  'drafts/save': () => never,
  'drafts/of-task': () => ({ drafts: [], recorded: null, from: null }),
  'drafts/own': () => ({ drafts: [] }),
});
