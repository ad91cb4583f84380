import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { ApiError } from '../../api/api-error';
import { isEmpty, type Draft, type Keeping } from './draft';

export type Recording =
  | { phase: 'none' }
  | { phase: 'sending' }
  | { phase: 'failed'; error: ApiError }
  /** Stored on the server, at this time (ms since the epoch); the form is closed. */
  | { phase: 'recorded'; at: number }
  /** In the outbox of this browser. */
  | { phase: 'waiting' };

/**
 * Why completing was refused; the tab says it until the cause is gone (RC-1). `reason-gone`: the server takes the one chosen no
 * longer; `codes`: there are none to choose from.
 */
export type Refusal = 'reason' | 'reason-gone' | 'comment' | 'codes' | 'failed';

export interface WrapUpState extends Draft {
  recording: Recording;
  refusal: Refusal | null;
}

export const initialWrapUp = (draft: Draft | null): WrapUpState => ({
  reasonId: draft?.reasonId ?? null,
  comment: draft?.comment ?? '',
  recording: { phase: 'none' },
  refusal: null,
});

/** Whether the agent may still type: not once the entry is stored or handed to the outbox, nor while it is on its way. */
export const isOpen = ({ recording }: WrapUpState): boolean => recording.phase === 'none' || recording.phase === 'failed';

/** What is required and not there yet; the server asks the same of the tree of its minute. */
export function missing(draft: Draft, tree: ReasonTree | null, policy: WrapUpPolicy): 'reason' | 'comment' | null {
  if (draft.reasonId === null) return 'reason';
  return draft.comment.trim() === '' && needsComment(draft.reasonId, tree, policy) ? 'comment' : null;
}

/** Whether a comment is required: by the policy for every reason (AD-5), or by the reason chosen (RC-2). */
export const needsComment = (reasonId: string | null, tree: ReasonTree | null, policy: WrapUpPolicy): boolean =>
  policy === 'reason-and-comment' || (tree?.codes.find(({ id }) => id === reasonId)?.commentRequired ?? false);

/** What happens to the form. Each is a fact; what is done about it, and outside the form, is the store's. */
export type WrapUpEvent =
  /** The agent changed something. */
  | { type: 'edited'; change: Partial<Draft> }
  /** A text came that was typed elsewhere; it stands beside nothing, or is joined with what is here. */
  | { type: 'found'; draft: Draft }
  | { type: 'sending' }
  | { type: 'failed'; error: ApiError }
  | { type: 'refused'; refusal: Refusal }
  /** What the server stored, which is what an earlier attempt sent if there was one (IH-3). */
  | { type: 'recorded'; stored: Draft; at: number }
  /** The outbox has sent what was handed to it. */
  | { type: 'sent'; stored: Draft; at: number }
  /** The stored entry was changed in the history. */
  | { type: 'amended'; stored: Draft; at: number }
  /** Completing goes on: the entry is in the outbox, or its reason is chosen later. */
  | { type: 'put-off'; to: 'outbox' | 'later' }
  /** There are codes to choose from now. */
  | { type: 'codes-loaded' }
  /** What this browser keeps of the task, whoever wrote it. */
  | { type: 'read-again'; stored: WrapUpState };

/** The form after an event: pure, and the only thing that changes it. An event that does not fit the state changes nothing. */
export function reduce(state: WrapUpState, event: WrapUpEvent): WrapUpState {
  switch (event.type) {
    case 'edited':
      return isOpen(state) ? edited(state, event.change) : state;
    case 'found':
      return isOpen(state) ? { ...state, reasonId: event.draft.reasonId, comment: event.draft.comment } : state;
    case 'sending':
      return { ...state, recording: { phase: 'sending' }, refusal: null };
    case 'failed':
      return { ...state, recording: { phase: 'failed', error: event.error } };
    case 'refused':
      return { ...state, refusal: event.refusal };
    case 'recorded':
      return recorded(state, event);
    case 'sent':
      return state.recording.phase === 'waiting' || state.recording.phase === 'failed' ? recorded(state, event) : state;
    case 'amended':
      return state.recording.phase === 'recorded' ? recorded(state, event) : state;
    case 'put-off':
      return { ...state, recording: { phase: event.to === 'outbox' ? 'waiting' : 'none' }, refusal: null };
    case 'codes-loaded':
      // what is missing is the reason, as ever
      return state.refusal === 'codes' ? { ...state, refusal: 'reason' } : state;
    case 'read-again': {
      const { reasonId, comment, recording, refusal } = event.stored;
      const isOpenAgain = recording.phase === 'none';
      return { ...state, reasonId, comment, recording, refusal: isOpenAgain ? state.refusal : refusal };
    }
  }
}

/** A change by the agent: a refusal whose cause is gone is withdrawn, and so is a failure: the text is a new one. */
function edited(state: WrapUpState, change: Partial<Draft>): WrapUpState {
  const next: WrapUpState = { ...state, ...change, recording: { phase: 'none' } };
  const stands = {
    reason: next.reasonId === null,
    'reason-gone': next.reasonId === state.reasonId,
    comment: next.comment.trim() === '',
    codes: true,
    failed: false,
  };
  return { ...next, refusal: state.refusal !== null && stands[state.refusal] ? state.refusal : null };
}

export const recorded = (state: WrapUpState, { stored, at }: { stored: Draft; at: number }): WrapUpState => ({
  ...state,
  ...stored,
  recording: { phase: 'recorded', at },
  refusal: null,
});

/** What the server lacks, where it refused the request for it: a code retired meanwhile, a comment required since. */
export function refusedField({ code, fields }: ApiError, { comment }: Draft): 'reason-gone' | 'comment' | null {
  if (code !== 'invalid_request') return null;
  if ('reasonId' in fields) return 'reason-gone';
  return 'comment' in fields && comment.trim() === '' ? 'comment' : null;
}

export type StateLine = { kind: 'idle' | 'waiting' | 'recording' } | { kind: Keeping } | { kind: 'recorded'; at: number };

/** RC-4: what the state line says is the truth about the server, never about intentions. */
export function stateLine(state: WrapUpState, keeping: Keeping | undefined): StateLine {
  if (state.recording.phase === 'recorded') return { kind: 'recorded', at: state.recording.at };
  if (state.recording.phase === 'waiting') return { kind: 'waiting' };
  if (state.recording.phase === 'sending') return { kind: 'recording' };
  if (isEmpty(state)) return { kind: 'idle' };
  return { kind: keeping ?? 'not-kept' };
}
