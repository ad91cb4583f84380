import type { Customer, Match } from '@interaction-history/shared/src/contract/customers';
import { isCustomer, isSame, type Candidate } from './records';
import { isArriving, type CustomerState, type LookupSections } from './customer-state';

/** What is offered for choosing, from the first source that has something and was not rejected. */
export interface CandidateList {
  source: 'salesforce' | 'master' | 'stored' | null;
  candidates: Candidate[];
  /** How many the source has, of which it sent `candidates`. */
  total: number;
  /** The one that counts as chosen unless it is rejected; never after a rejection: then the agent confirms (ID-6). */
  preselected: Candidate | null;
}

const NOTHING: CandidateList = { source: null, candidates: [], total: 0, preselected: null };

export function candidatesFor(state: CustomerState): CandidateList {
  if (state.lookup.phase !== 'done') return NOTHING;
  const { salesforce, master, stored } = state.lookup.answer;
  const fresh = state.rejected.length === 0 && state.changing === null && state.link.phase !== 'restoring';
  const isLate = salesforce.status === 'failed' || salesforce.status === 'pending';
  const one = (candidates: Candidate[], total: number): Candidate | null =>
    fresh && total === 1 ? (candidates[0] ?? null) : null;
  const bySource = (source: 'salesforce' | 'master', answer: LookupSections['salesforce']): CandidateList | null => {
    if (answer.status !== 'ok' || answer.matches.length === 0 || state.rejected.includes(source)) return null;
    const candidates = answer.matches.map((match): Candidate => ({ from: 'match', match }));
    // while Salesforce has still to answer nobody of the master's counts as chosen: it goes first
    const preselected = salesforce.status === 'pending' && source === 'master' ? null : one(candidates, answer.total);
    return { source, candidates, total: Math.max(answer.total, candidates.length), preselected };
  };
  const known = isLate && stored.status === 'ok' && !state.rejected.includes('stored') ? stored.customer : null;
  if (known !== null && (salesforce.status === 'failed' || isIdentified(known))) {
    const candidates: Candidate[] = [{ from: 'stored', customer: known }];
    return { source: 'stored', candidates, total: 1, preselected: one(candidates, 1) };
  }
  const found = bySource('salesforce', salesforce) ?? bySource('master', master) ?? NOTHING;
  const own = state.rejected.length === 0 && stored.status === 'ok' ? stored.customer : null;
  if (own === null || !isIdentified(own) || found.candidates.some((each) => isCustomer(each, own))) return found;
  // only our own store has this address: created here, or a friend's phone that was kept
  const candidates: Candidate[] = [{ from: 'stored', customer: own }, ...found.candidates];
  const total = found.total + 1;
  return { source: found.source ?? 'stored', candidates, total, preselected: one(candidates, total) };
}

/** A caller who was recorded and never identified has a history, but nobody to be confirmed as. */
const isIdentified = ({ name, company, accountNumber }: Customer): boolean => Boolean(name || company || accountNumber);

/** The customer who counts as chosen, linked or not. */
export function chosen(state: CustomerState): Candidate | null {
  if (state.link.phase === 'linking' || state.link.phase === 'failed') return state.link.candidate;
  return state.link.phase === 'none' ? candidatesFor(state).preselected : null;
}

/** Our id of the chosen customer when it is known without asking: linked, or stored and for certain the same record. */
export function knownCustomerId(state: CustomerState): string | null {
  const { link } = state;
  if (link.phase === 'linked') return link.customer.customerId;
  if (link.phase === 'restoring') return link.customerId;
  // the agent has said that none of them is the caller, even if the task does not know yet
  if (link.phase === 'unlinking' || link.phase === 'unlink-failed') return null;
  const candidate = chosen(state);
  // "Change" that led to no other choice changed nothing
  if (candidate === null) return state.changing?.from.customerId ?? null;
  if (candidate.from === 'stored') return candidate.customer.customerId;
  const stored = storedCustomer(state);
  return stored !== null && isSame(candidate.match, stored) ? stored.customerId : null;
}

export function storedCustomer(state: CustomerState): Customer | null {
  return state.lookup.phase === 'done' && state.lookup.answer.stored.status === 'ok' ? state.lookup.answer.stored.customer : null;
}

/** The Salesforce match that is this customer, for the facts only Salesforce has (status, cases, orders). */
export function matchOf(state: CustomerState, customer: Customer): Match | null {
  if (state.lookup.phase !== 'done' || state.lookup.answer.salesforce.status !== 'ok') return null;
  return state.lookup.answer.salesforce.matches.find((match) => isSame(match, customer)) ?? null;
}

/** Nobody to choose and nobody chosen: the number is withheld, no source knows it, or none of the matches is the caller. */
export function isNobody(state: CustomerState): boolean {
  const { link, lookup } = state;
  if (link.phase === 'linked' || link.phase === 'restoring') return false;
  // who has still to answer may know them
  return (
    lookup.phase === 'withheld' || (lookup.phase === 'done' && !isArriving(state) && candidatesFor(state).candidates.length === 0)
  );
}

/** Whether any source had someone to choose, rejected or not. */
export const hasMatches = (state: CustomerState): boolean =>
  candidatesFor({ ...state, rejected: [], changing: null }).candidates.length > 0;

/** "Not this customer": what is shown now is set aside (ID-6, ID-7). */
export function reject(state: CustomerState): CustomerState {
  const { source } = candidatesFor(state);
  if (source === null || state.link.phase === 'linking') return state;
  return { ...state, link: { phase: 'none' }, rejected: [...state.rejected, source] };
}

/**
 * Whether a rejection means that the customer the task is linked with is not the caller: it was among what was rejected, or
 * nothing is left to choose.
 */
export function rejectsLinked(before: CustomerState, after: CustomerState): boolean {
  const { changing } = before;
  if (changing === null || after === before) return false;
  return (
    candidatesFor(after).source === null ||
    candidatesFor(before).candidates.some((candidate) => isCustomer(candidate, changing.from))
  );
}
