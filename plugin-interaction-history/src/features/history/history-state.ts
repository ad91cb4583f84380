import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Interaction, ListResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ApiError } from '../../api/api-error';
import type { RequestOf } from '../../api/client';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { CustomerState } from '../customer/customer-state';
import { chosen, candidatesFor, storedCustomer } from '../customer/candidates';
import { isSame } from '../customer/records';

export type HistoryOwner = Pick<RequestOf<'interactions/list'>, 'address' | 'channel' | 'customerId' | 'contactId' | 'accountId'>;

/** Whose history to show: an owner to ask for, or why none is shown. */
export type Shown = { show: 'owner'; owner: HistoryOwner } | { show: 'after-choice' } | { show: 'withheld' };

export interface HistoryPage {
  phase: 'loading' | 'ready' | 'failed';
  customer: Customer | null;
  entries: readonly Interaction[];
  total: number;
  nextCursor: string | null;
  /** How many entries a page brings, by the settings; null while none was full. */
  pageSize: number | null;
  /** When the entries were read, in ms since the epoch. */
  asOf: number | null;
  error: ApiError | null;
  /** After an error: it is being read again. */
  retrying: boolean;
  more: 'idle' | 'loading' | 'failed';
  /** How far back a search by text has looked, where it stopped at its bound; null when nothing older is left out. */
  searchedTo: string | null;
}

export const loadingPage: HistoryPage = {
  phase: 'loading',
  customer: null,
  entries: [],
  total: 0,
  nextCursor: null,
  asOf: null,
  error: null,
  retrying: false,
  pageSize: null,
  more: 'idle',
  searchedTo: null,
};

/**
 * Whose history belongs on the screen. While nobody is chosen it is the address's own, as prefetched at the ring; of several
 * people with one number nobody's is shown until one is confirmed (ID-6), and a withheld caller has none (ID-2).
 */
export function shownHistory(task: AgentTask, state: CustomerState): Shown {
  const byAddress = { show: 'owner', owner: { address: wireAddress(task.caller), channel: task.channel } } as const;
  if (state.link.phase === 'linked') return { show: 'owner', owner: { customerId: state.link.customer.customerId } };
  if (state.link.phase === 'restoring') return { show: 'owner', owner: { customerId: state.link.customerId } };
  if (state.lookup.phase === 'withheld') return { show: 'withheld' };
  // while a choice is on its way to the server its history is not asked for: the answer names the customer to ask by
  const candidate = state.link.phase === 'linking' ? candidatesFor(state).preselected : chosen(state);
  if (candidate === null) {
    return candidatesFor(state).candidates.length > 0 || state.rejected.length > 0 ? { show: 'after-choice' } : byAddress;
  }
  const stored = storedCustomer(state);
  if (candidate.from === 'stored')
    return stored?.customerId === candidate.customer.customerId
      ? byAddress
      : { show: 'owner', owner: { customerId: candidate.customer.customerId } };
  if (stored !== null && isSame(candidate.match, stored)) return byAddress;
  const { contactId, accountId } = candidate.match.salesforce ?? {};
  // earlier calls from this address that nobody was linked to are theirs as well; the server joins none that has a name
  if (contactId) return { show: 'owner', owner: { contactId, ...byAddress.owner } };
  return accountId ? { show: 'owner', owner: { accountId, ...byAddress.owner } } : byAddress;
}

export function firstPage(page: HistoryPage, answer: ListResponse, now: number): HistoryPage {
  const { customer, interactions, total, nextCursor } = answer;
  const searchedTo = answer.complete ? null : answer.scannedTo;
  const read = { customer, entries: interactions, total, nextCursor, pageSize: sizeOf(answer), searchedTo };
  return { ...page, ...read, phase: 'ready', asOf: now, error: null, retrying: false };
}

/** Adds a page; an entry recorded in between shifts pages, so one seen already is not doubled. */
export function nextPage(page: HistoryPage, answer: ListResponse): HistoryPage {
  const seen = new Set(page.entries.map((entry) => entry.interactionId));
  const added = answer.interactions.filter((entry) => !seen.has(entry.interactionId));
  const { total, nextCursor } = answer;
  const searchedTo = answer.complete ? null : answer.scannedTo;
  return { ...page, entries: [...page.entries, ...added], total, nextCursor, more: 'idle', searchedTo };
}

/**
 * The first page read again, over what is shown: what is new comes on top, what changed is replaced, and pages the agent asked
 * for stay. Where more is new than a page holds, the pages below no longer join on and are left out;
 * so is what a first page that is the whole history does not hold: it went to another customer.
 */
export function refreshedPage(page: HistoryPage, answer: ListResponse, now: number): HistoryPage {
  const fresh = new Set(answer.interactions.map((entry) => entry.interactionId));
  const joins = answer.nextCursor !== null && page.entries.some((entry) => fresh.has(entry.interactionId));
  const older = joins ? page.entries.filter((entry) => !fresh.has(entry.interactionId)) : [];
  if (older.length === 0) return { ...firstPage(page, answer, now), more: 'idle' };
  const { customer, interactions, total } = answer;
  const read = { customer, entries: [...interactions, ...older], total, pageSize: sizeOf(answer) };
  return { ...page, ...read, asOf: now, error: null, retrying: false };
}

/** A first page with more behind it is as long as the settings have it, and so will the next be (IH-1). */
const sizeOf = ({ nextCursor, interactions }: ListResponse): number | null => (nextCursor === null ? null : interactions.length);

/** Puts an entry just recorded on top. */
export function withRecorded(page: HistoryPage, entry: Interaction): HistoryPage {
  if (page.phase !== 'ready' || page.entries.some((each) => each.interactionId === entry.interactionId)) return page;
  return { ...page, entries: [entry, ...page.entries], total: page.total + 1 };
}

/** Shows an entry as it stands now (IH-4). */
export const withChanged = (page: HistoryPage, entry: Interaction): HistoryPage => ({
  ...page,
  entries: page.entries.map((each) => (each.interactionId === entry.interactionId ? entry : each)),
});
