import { SERVICE_ACTIONS, type ServiceAction } from '@interaction-history/shared/src/services/states';
import type { AuditAction } from '@interaction-history/shared/src/audit/actions';
import type { Channel, Direction } from '@interaction-history/shared/src/caller/channel';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import type { Role } from '@interaction-history/shared/src/contract/endpoints';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { OwnDraft } from '@interaction-history/shared/src/contract/drafts';
import type { Amendment, Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import type { ActionMark } from '@interaction-history/shared/src/contract/services';
import type { Progress } from '@interaction-history/shared/src/services/provisioning';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import type { Timestamp } from 'firebase-admin/firestore';

/** `customers/{customerId}` */
export interface CustomerDocument {
  name: string | null;
  company: string | null;
  accountNumber: string | null;
  email: string | null;
  phones: string[];
  salesforce: Customer['salesforce'];
  /** Grows with each interaction, in the interaction's own commit: the history's length without reading it. */
  interactionCount?: number;
  /** The task on which an agent created this customer: how a repeated request finds its own (ID-10). */
  createdOnTask?: string;
  /** Set once this customer was merged into another: its identities and its history belong there (ID-14). */
  mergedInto?: string;
  /** Neither erased nor let go by retention until it is lifted (PR-6). */
  hold?: {
    by: { sid: string; name: string };
    at: Timestamp;
    note: string;
    /** Whom audit rows name when they are about this person: ids and keyed hashes, as of then. */
    subjects?: string[];
  };
  createdAt: Timestamp;
  createdBy: string;
  updatedAt: Timestamp;
  updatedBy: string;
}

/** `identities/{key}`: whose an address or an outside record is. Made with create(), so each has one owner. */
export interface IdentityDocument {
  customerId: string;
  /** Where an agent said that the address is the customer's: who, when and on which task. They may take it back (ID-17). */
  kept?: { by: { sid: string; name: string }; at: Timestamp; taskSid: string };
}

/**
 * `merges/{loserId}`: what a merge changed, so that it can be undone (ID-17). Gone once it was.
 */
export interface MergeDocument {
  winnerId: string;
  at: Timestamp;
  by: { sid: string; name: string };
  taskSid: string | null;
  /** Keys of the identities that were the loser's. */
  identities: string[];
  loser: JoinedFields;
  winner: JoinedFields;
}
/** What a merge makes of two customers, as it stood with one of them before. */
export type JoinedFields = Pick<CustomerDocument, 'name' | 'company' | 'accountNumber' | 'email' | 'phones' | 'salesforce'>;

/** `acceptances/{reservationSid}`: what TaskRouter's own events said of it, for a task that it has dropped since (TR-2). */
export interface AcceptanceDocument {
  taskSid: string;
  workerSid: string;
  channel: Channel;
  direction: Direction;
  /** Null when withheld. */
  identity: { kind: Identity['kind']; value: string } | null;
  queue: { sid: string; name: string };
  acceptedAt?: Timestamp;
  wrapUpAt?: Timestamp;
  /** When Firestore deletes it: 30 days after the last event. */
  expiresAt: Timestamp;
}

/** `pendingMerges/{loserId}`: a merge, or its undoing, whose entries have not all followed yet. Holds ids alone. */
export interface PendingMergeDocument {
  winnerId: string;
  /** The merge was undone: the entries go back from the winner. */
  back?: boolean;
  since: Timestamp;
  /** When it may be taken up; whoever moves its entries has moved this ahead. */
  dueAt: Timestamp;
}

/** Fields that entries from before them don't have. */
type LaterFields = 'endedBy' | 'transferredFrom' | 'revision' | 'caseUrl' | 'actions';
type StoredOtherwise =
  'interactionId' | 'address' | 'occurredAt' | 'recordedAt' | 'canAmendUntil' | 'reason' | 'amendments' | LaterFields;

/** `interactions/{taskSid}_{reservationSid}` */
export interface InteractionDocument extends Omit<Interaction, StoredOtherwise>, Partial<Pick<Interaction, LaterFields>> {
  occurredAt: Timestamp;
  recordedAt: Timestamp;
  reason: ReasonDocument;
  amendments?: AmendmentDocument[];
  /** The address used, as an identity key; null when withheld. Kept even when a friend's phone was used (ID-11). */
  identityKey: string | null;
  /** Customers it was with before they were merged into another: where it goes back to when that is undone (ID-17). */
  movedFrom?: string[];
  /** Whom it was with is erased: it counts, and names nobody (PR-1). */
  erased?: true;
  /** yyyy-mm-dd: the day that it counts under, in the centre's time zone as of then; without it the one in UTC (OR-3). */
  countedOn?: string;
  expiresAt?: Timestamp;
}
/** Entries from before `pathIds` are found by their leaf alone. */
export type ReasonDocument = Omit<Interaction['reason'], 'pathIds'> & Partial<Pick<Interaction['reason'], 'pathIds'>>;
export interface AmendmentDocument extends Omit<Amendment, 'at' | 'before'> {
  /** Names the request: a repeat of it amends nothing. */
  key: string;
  at: Timestamp;
  before: { reason: ReasonDocument | null; comment: string | null };
}

/** `drafts/{reservationSid}`: what an agent has typed and not recorded yet. Goes in the commit that records the part. */
export interface DraftDocument extends Pick<OwnDraft, 'taskSid' | 'reasonId' | 'comment' | 'about'> {
  worker: { sid: string; name: string };
  savedAt: Timestamp;
  expiresAt?: Timestamp;
}

/** `erasures/{id}`: an erasure under way, afterwards its receipt (PR-1). */
export interface ErasureDocument {
  /** As they were asked for; a repeat asks for the same. */
  asked: string[];
  /** Those, and the ones that had been merged into them. */
  customerIds: string[];
  /** Keys of the person's addresses and records; none any more once it is done. */
  keys: string[];
  by: { sid: string; name: string };
  at: Timestamp;
  doneAt: Timestamp | null;
  /** Of whoever asked for it, as the admin typed it: names nobody. */
  reference: string | null;
  /** Collection → documents erased so far. */
  erased: Record<string, number>;
}

/** `erasedMarks/{customer's id, or hash of a key}`: what happened until then and arrives later is kept without the person. */
export interface ErasedMarkDocument {
  at: Timestamp;
  /** When Firestore deletes it: later than any browser keeps what it couldn't send. */
  expiresAt: Timestamp;
}

/** day of the month (`01` … `31`) → reason id → queue sid → channel → amount. */
export type MonthCounts = Record<string, Record<string, Record<string, Record<string, number>>>>;
/** Entries; those whose reason nobody has chosen; those of which the duration is known, and their seconds. */
export const AMOUNTS = ['counts', 'defaults', 'timed', 'seconds'] as const;
/** What entries add to: the amounts, and how often each service action was done (SV-4). */
export const MEASURES = [...AMOUNTS, ...SERVICE_ACTIONS] as const;
export type Measure = (typeof MEASURES)[number];
/** `outcomeMonths/{yyyy-mm}_{workerSid}`: one worker's entries of one month, by the day that each counts under. */
export interface OutcomeMonthDocument extends Partial<Record<(typeof AMOUNTS)[number], MonthCounts>> {
  /** yyyy-mm */
  month: string;
  workerSid: string;
  workerName: string;
  counts: MonthCounts;
  /** Under one field, which has no index: an action more needs no deployment. */
  actions?: Partial<Record<ServiceAction, MonthCounts>>;
}

/** `recounts/latest`: what the last recount of a month's counters came to (OR-3). */
export interface RecountDocument {
  /** yyyy-mm */
  month: string;
  at: Timestamp;
  entries: number;
  /** Counters that said something else than the entries. */
  differences: number;
}

/** `salesforceLog/{interactionId}`: an interaction that Salesforce has not been told of yet. Holds no content. */
export interface SalesforceLogDocument {
  /** When it is tried next; a desktop that is sending it has moved this ahead. */
  dueAt: Timestamp;
  queuedAt: Timestamp;
  attempts: number;
  /** Code of the last failure: Salesforce's own where it gave one. */
  lastError: string | null;
}

/** `salesforceUsage/current`: API calls that processes have taken for themselves, by the hour's number since the epoch (TR-3). */
export interface SalesforceUsageDocument {
  hours: Record<string, number>;
}

/** `serviceActions/{what is done about which record}`: one agent at a time, and who was the last. Holds ids alone. */
export interface ServiceActionDocument {
  /** Of the request that has, or had, it. */
  key: string;
  workerSid: string;
  taskSid: string;
  customerId: string;
  /** Until then nobody else may do it; after that whoever had it has failed. */
  until: Timestamp;
  /** Once it is done. */
  mark: ActionMark | null;
  /** What was done before this request took it up. */
  before: ActionMark | null;
}

/** `provisionings/{order}`: how far an approved order has come on its way to the billing system (EV-3). By Salesforce's 18-character id. */
export interface ProvisioningDocument extends Omit<Progress, 'keys'> {
  keys: string[];
  /** When somebody is to go on with it: while a worker has it, when that worker is taken for dead. Null: it has ended. */
  dueAt: Timestamp | null;
  /** One attempt's own mark; null: nobody has it. */
  by: string | null;
  changedAt: Timestamp;
}

/** `eventCursors/{event}`: up to where Salesforce's events have been noted (EV-2). */
export interface EventCursorDocument {
  /** Opaque, base64; null: Salesforce no longer knew it. */
  replayId: string | null;
  /** The last event: when it was published, and when it was noted here. */
  publishedAt: Timestamp | null;
  heardAt: Timestamp | null;
  /** When a worker last listened. */
  listeningAt: Timestamp | null;
}

/** What is published in revisions: `…/current` is the newest, `…Revisions/{version}` each one. */
export interface PublishedDocument {
  version: number;
  publishedAt: Timestamp;
  publishedBy: { sid: string; name: string };
  note: string;
}
export interface ReasonCodesDocument extends PublishedDocument {
  codes: ReasonCode[];
  /** Of `current` alone: every code ever published with its reporting value; neither is ever given to anything else (AD-4). */
  ledger?: Record<string, string>;
}
export interface SettingsDocument extends PublishedDocument {
  settings: Settings;
}

/** `reasonCodeDrafts/{workerSid}` */
export interface ReasonCodesDraftDocument {
  baseVersion: number;
  codes: ReasonCode[];
  savedAt: Timestamp;
  name: string;
  revision: string;
  tab: string;
}

/** `audit/{id}`: who did what, when, on which task, and whom it showed or changed (PR-2). Holds ids and keyed hashes alone. */
export interface AuditDocument extends AuditRow {
  workerSid: string;
  roles: readonly Role[];
  correlationId: string;
  at: Timestamp;
  expiresAt?: Timestamp;
}
export interface AuditRow {
  action: AuditAction;
  taskSid: string | null;
  /** Customers' ids, and keyed hashes of addresses and outside records. Every row has it from the writing on; rows from before have none. */
  subjects?: readonly string[];
  /** Of `audit.read`: whose rows were asked for. */
  aboutWorker?: string;
  /** Of what was read: which of the worker's budgets it counts to (TR-3). */
  budget?: 'task' | 'none';
  /** Of `refused`: what was asked, and the code of the answer. */
  endpoint?: string;
  code?: string;
  customerId?: string | null;
  interactionId?: string;
  /** Of `customer.merge` and `customer.split`: the customer that became a pointer, and that came back. */
  mergedId?: string;
  /** Of `services.run`. */
  serviceAction?: string;
  /** Of a publication. */
  version?: number;
  /**
   * Of `customer.import`, `case.create` and `services.run`, which change another system: `intended` before it is asked, in a second row what came of
   * it. A first row without a second: it failed, or the process ended before it could tell.
   */
  outcome?: 'intended' | 'erased' | 'created' | 'found' | 'updated' | 'duplicates' | 'moved';
}

/** `meta/data`: the version of what is stored, and how far the migration to the next one has come. */
export interface DataVersionDocument {
  version: number;
  /** Where the next page of the migration under way begins; null: none is under way, or it begins at the beginning. */
  cursor: string | null;
}

/** `probes/{id}`: lives for a moment. */
export interface ProbeDocument {
  at: Timestamp;
}
