import type {
  ChosenRecord,
  Customer,
  LookupResponse,
  Match,
  SourceMatches,
} from '@interaction-history/shared/src/contract/customers';
import type { ApiError } from '../../api/api-error';

/** What an agent can choose: a match of a source, or the customer stored with us when Salesforce does not answer. */
export type Candidate = { from: 'match'; match: Match } | { from: 'stored'; customer: Customer };

export type Lookup =
  | { phase: 'withheld' }
  | { phase: 'loading' }
  | { phase: 'failed'; error: ApiError }
  /** `retrying`: a failed source is being asked again; what the others said stays. */
  | { phase: 'done'; answer: LookupResponse; retrying: boolean };

export type Link =
  | { phase: 'none' }
  /** An earlier part of the task, or this one before a reload, chose a customer whose details are on their way. */
  | { phase: 'restoring'; customerId: string }
  | { phase: 'linking'; candidate: Candidate }
  | { phase: 'failed'; candidate: Candidate; error: ApiError }
  | { phase: 'linked'; customer: Customer; match: Match | null };

export interface CustomerState {
  lookup: Lookup;
  link: Link;
  /** Sources whose matches the agent said are none of them the caller. */
  rejected: readonly ('salesforce' | 'master' | 'stored')[];
  /** After "Change": the customer the task stays linked with until another is chosen. */
  changing: { from: Customer } | null;
}

export const initialCustomer = (withheld: boolean, linkedCustomerId: string | null): CustomerState => ({
  lookup: withheld ? { phase: 'withheld' } : { phase: 'loading' },
  link: linkedCustomerId === null ? { phase: 'none' } : { phase: 'restoring', customerId: linkedCustomerId },
  rejected: [],
  changing: null,
});

/** A look-up's answer; a retry keeps what a source had said when it now fails. */
export function answered(state: CustomerState, answer: LookupResponse): CustomerState {
  if (state.lookup.phase !== 'done') return { ...state, lookup: { phase: 'done', answer, retrying: false } };
  const before = state.lookup.answer;
  const keep = (now: SourceMatches, then: SourceMatches): SourceMatches =>
    now.status === 'failed' && then.status === 'ok' ? then : now;
  const merged: LookupResponse = {
    ...answer,
    stored: answer.stored.status === 'failed' ? before.stored : answer.stored,
    salesforce: keep(answer.salesforce, before.salesforce),
    master: keep(answer.master, before.master),
  };
  return { ...state, lookup: { phase: 'done', answer: merged, retrying: false } };
}

/** "Not this customer": what is shown now is set aside (ID-6, ID-7). */
export function reject(state: CustomerState): CustomerState {
  const { source } = offer(state);
  if (source === null || state.link.phase === 'linking') return state;
  return { ...state, link: { phase: 'none' }, rejected: [...state.rejected, source] };
}

/** Everything that was set aside is offered again. */
export const reconsider = (state: CustomerState): CustomerState => ({
  ...state,
  rejected: [],
  link: { phase: 'none' },
  // taking a rejection back restores what was pre-selected; leaving a linked customer does not
  changing: state.link.phase === 'linked' ? { from: state.link.customer } : state.changing,
});

/** What is offered for choosing, from the first source that has something and was not rejected. */
export interface Offer {
  source: 'salesforce' | 'master' | 'stored' | null;
  candidates: Candidate[];
  /** How many the source has, of which it sent `candidates`. */
  total: number;
  /** The one that counts as chosen unless it is rejected; never after a rejection: then the agent confirms (ID-6). */
  preselected: Candidate | null;
}

const NOTHING: Offer = { source: null, candidates: [], total: 0, preselected: null };

export function offer(state: CustomerState): Offer {
  if (state.lookup.phase !== 'done') return NOTHING;
  const { salesforce, master, stored } = state.lookup.answer;
  const fresh = state.rejected.length === 0 && state.changing === null;
  const one = (candidates: Candidate[], total: number): Candidate | null =>
    fresh && total === 1 ? (candidates[0] ?? null) : null;
  const bySource = (source: 'salesforce' | 'master', answer: SourceMatches): Offer | null => {
    if (answer.status !== 'ok' || answer.matches.length === 0 || state.rejected.includes(source)) return null;
    const candidates = answer.matches.map((match): Candidate => ({ from: 'match', match }));
    return { source, candidates, total: Math.max(answer.total, candidates.length), preselected: one(candidates, answer.total) };
  };
  const known =
    salesforce.status === 'failed' && stored.status === 'ok' && !state.rejected.includes('stored') ? stored.customer : null;
  if (known !== null) {
    const candidates: Candidate[] = [{ from: 'stored', customer: known }];
    return { source: 'stored', candidates, total: 1, preselected: one(candidates, 1) };
  }
  return bySource('salesforce', salesforce) ?? bySource('master', master) ?? NOTHING;
}

/** The customer who counts as chosen, linked or not. */
export function chosen(state: CustomerState): Candidate | null {
  if (state.link.phase === 'linking' || state.link.phase === 'failed') return state.link.candidate;
  return state.link.phase === 'none' ? offer(state).preselected : null;
}

/** Our id of the chosen customer when it is known without asking: linked, or stored and for certain the same record. */
export function knownCustomerId(state: CustomerState): string | null {
  if (state.link.phase === 'linked') return state.link.customer.customerId;
  if (state.link.phase === 'restoring') return state.link.customerId;
  const candidate = chosen(state);
  // "Change" that led to no other choice changed nothing
  if (candidate === null) return state.rejected.length === 0 ? (state.changing?.from.customerId ?? null) : null;
  if (candidate.from === 'stored') return candidate.customer.customerId;
  const stored = storedCustomer(state);
  return stored !== null && isSame(candidate.match, stored) ? stored.customerId : null;
}

export function storedCustomer(state: CustomerState): Customer | null {
  return state.lookup.phase === 'done' && state.lookup.answer.stored.status === 'ok' ? state.lookup.answer.stored.customer : null;
}

/**
 * Whether a match and a stored customer are one record: by Salesforce contact where both have one, else by account, else by
 * customer number. A customer stored from the master, or before the import, has no contact yet.
 */
export function isSame(match: Match, customer: Customer): boolean {
  const a = match.salesforce;
  const b = customer.salesforce;
  if (a?.contactId && b?.contactId) return a.contactId === b.contactId;
  if (!a?.contactId && !b?.contactId && a?.accountId && b?.accountId) return a.accountId === b.accountId;
  return match.accountNumber !== null && match.accountNumber === customer.accountNumber;
}

/** The record by its ids alone, as tasks/link-customer takes it. */
export function recordOf(candidate: Candidate): ChosenRecord {
  if (candidate.from === 'stored') return { source: 'stored', customerId: candidate.customer.customerId };
  const { match } = candidate;
  if (match.source === 'master') return { source: 'master', accountNumber: match.accountNumber ?? match.key };
  return { source: 'salesforce', contactId: match.salesforce?.contactId ?? null, accountId: match.salesforce?.accountId ?? null };
}

export const nameOf = (candidate: Candidate): string | null =>
  candidate.from === 'match' ? candidate.match.name : candidate.customer.name;
export const keyOf = (candidate: Candidate): string =>
  candidate.from === 'match' ? candidate.match.key : candidate.customer.customerId;

/** The Salesforce match that is this customer, for the facts only Salesforce has (status, cases, orders). */
export function matchOf(state: CustomerState, customer: Customer): Match | null {
  if (state.lookup.phase !== 'done' || state.lookup.answer.salesforce.status !== 'ok') return null;
  return state.lookup.answer.salesforce.matches.find((match) => isSame(match, customer)) ?? null;
}
