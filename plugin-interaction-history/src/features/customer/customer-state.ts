import type { CallerAddress } from '@interaction-history/shared/src/caller/identity';
import type { Customer, LookupResponse, Match, SourceMatches } from '@interaction-history/shared/src/contract/customers';
import type { ApiError } from '../../api/api-error';
import type { Candidate } from './records';

/** A source's answer, or that it is still to come. */
type Arriving<S> = S | { status: 'pending' };
/** A look-up's answers as they arrive, section by section (ID-13). */
export interface LookupSections {
  identity: LookupResponse['identity'];
  stored: Arriving<LookupResponse['stored']>;
  salesforce: Arriving<SourceMatches>;
  master: Arriving<SourceMatches>;
}
export type SectionName = 'stored' | 'salesforce' | 'master';
export const SECTIONS: readonly SectionName[] = ['stored', 'salesforce', 'master'];

export type Lookup =
  | { phase: 'withheld' }
  | { phase: 'loading' }
  /** `retrying`: it, or a source of it that failed, is being asked again; what was said stays. */
  | { phase: 'failed'; error: ApiError; retrying: boolean }
  /** `answer`: as far as it has come. */
  | { phase: 'done'; answer: LookupSections; retrying: boolean };

/**
 * Whether the caller's address is the customer's: asked once where the chosen record does not hold it (ID-11, ID-14). What this agent kept in
 * the last 24 hours they may take back (ID-17).
 */
export type AddressQuestion = 'none' | 'ask' | 'keeping' | 'kept' | 'failed' | 'releasing' | 'release-failed';

export type Link =
  | { phase: 'none' }
  /** An earlier part of the task, or this one before a reload, chose a customer whose details are on their way, or could not be read. */
  | { phase: 'restoring'; customerId: string; error: ApiError | null }
  | { phase: 'linking'; candidate: Candidate }
  | { phase: 'failed'; candidate: Candidate; error: ApiError }
  /** `note`: what went wrong beside the linking itself, in the agent's interest to know. */
  | { phase: 'linked'; customer: Customer; match: Match | null; address: AddressQuestion; note: ApiError | null }
  /** "No customer": on its way to the server. */
  | { phase: 'unlinking' }
  | { phase: 'unlink-failed'; error: ApiError };

type Source = 'salesforce' | 'master' | 'stored';

export interface CustomerState {
  lookup: Lookup;
  link: Link;
  /** Sources of whose matches the agent has said that none is the caller. */
  rejected: readonly Source[];
  /** After "Change": the customer the task stays linked with until another is chosen, or none. */
  changing: { from: Customer; match: Match | null } | null;
}

export const initialCustomer = (withheld: boolean, linkedCustomerId: string | null): CustomerState => ({
  lookup: withheld ? { phase: 'withheld' } : { phase: 'loading' },
  link: linkedCustomerId === null ? { phase: 'none' } : { phase: 'restoring', customerId: linkedCustomerId, error: null },
  rejected: [],
  changing: null,
});

/** Whose the address is as the server read it: a number in its one form, nobody's where it is the centre's own. */
export function identityIn({ lookup }: CustomerState, caller: CallerAddress): { kind: CallerAddress['kind']; value: string } {
  if (lookup.phase === 'done') return lookup.answer.identity;
  return { kind: caller.kind, value: caller.kind === 'withheld' ? '' : caller.value };
}

/** One section's answer; a retry keeps what the source had said when it now fails. */
export function answered(state: CustomerState, section: SectionName, answer: LookupResponse): CustomerState {
  const before: LookupSections =
    state.lookup.phase === 'done'
      ? state.lookup.answer
      : { identity: answer.identity, stored: PENDING, salesforce: PENDING, master: PENDING };
  const keeps = answer[section].status === 'failed' && before[section].status === 'ok';
  const after = keeps ? before : { ...before, [section]: answer[section] };
  return { ...state, lookup: { phase: 'done', answer: after, retrying: false } };
}
const PENDING = { status: 'pending' } as const;

/** The sections that were not answered, or failed. */
export const unanswered = ({ lookup }: CustomerState): SectionName[] =>
  lookup.phase === 'done' ? SECTIONS.filter((section) => /pending|failed/.test(lookup.answer[section].status)) : [...SECTIONS];

/** The Functions could not be reached for what is pending: each such section failed; where none has answered, the whole did. */
export function unreached(state: CustomerState, error: ApiError): CustomerState {
  const { lookup } = state;
  if (lookup.phase !== 'done') return { ...state, lookup: { phase: 'failed', error, retrying: false } };
  const failed = { status: 'failed', error: { code: 'upstream_unavailable', retryable: true } } as const;
  const fill = <S extends { status: string }>(section: Arriving<S>): S | typeof failed =>
    section.status === 'pending' ? failed : (section as S);
  const { stored, salesforce, master } = lookup.answer;
  const answer = { ...lookup.answer, stored: fill(stored), salesforce: fill(salesforce), master: fill(master) };
  return { ...state, lookup: { ...lookup, answer, retrying: false } };
}

/** Whether a source failed, or the whole did, for a reason that may pass, and nobody is linked yet. */
export const isUnreached = ({ lookup, link }: CustomerState): boolean => {
  if (link.phase !== 'none') return false;
  if (lookup.phase === 'failed') return lookup.error.retryable && !lookup.retrying;
  return (
    lookup.phase === 'done' &&
    SECTIONS.some((section) => {
      const answer = lookup.answer[section];
      return answer.status === 'failed' && answer.error.retryable;
    })
  );
};

/** Whether a source that goes before the others, or any, has still to answer. */
export const isArriving = ({ lookup }: CustomerState): boolean =>
  lookup.phase === 'done' && SECTIONS.some((section) => lookup.answer[section].status === 'pending');

/** Everything that was set aside is offered again. */
export const reconsider = (state: CustomerState): CustomerState => ({
  ...state,
  rejected: [],
  link: { phase: 'none' },
  // taking a rejection back restores what was pre-selected; leaving a linked customer does not
  changing: state.link.phase === 'linked' ? { from: state.link.customer, match: state.link.match } : state.changing,
});

/** "Keep": back to the customer the task is linked with all the while. */
export function keepLinked(state: CustomerState): CustomerState {
  if (state.changing === null || state.link.phase === 'linking' || state.link.phase === 'unlinking') return state;
  const { from, match } = state.changing;
  return {
    ...state,
    rejected: [],
    link: { phase: 'linked', customer: from, match, address: 'none', note: null },
    changing: null,
  };
}

/** "No customer": none of what any source has counts as chosen. */
export const unlinking = (state: CustomerState): CustomerState => ({
  ...state,
  link: { phase: 'unlinking' },
  rejected: ['salesforce', 'master', 'stored'],
});
