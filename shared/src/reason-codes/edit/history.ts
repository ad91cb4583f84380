/** Undo and redo. Past and future hold whole states: edits share what they did not change, so a state costs little. */
export interface EditHistory<S> {
  past: readonly S[];
  present: S;
  future: readonly S[];
  /** The field whose keystrokes are one step. */
  step: string | null;
}

/** Steps that can be undone. */
export const MOST_STEPS = 200;

export const startHistory = <S>(present: S): EditHistory<S> => ({ past: [], present, future: [], step: null });

/**
 * Takes a new state. Keystrokes in one field are one step: while `step` stays the same, the state is replaced.
 * The same state again is no step.
 */
export function push<S>(history: EditHistory<S>, next: S, step: string | null = null): EditHistory<S> {
  if (Object.is(next, history.present)) return history;
  if (step !== null && step === history.step) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present: next, future: [], step };
}

/** Ends a field's step: what is typed next is undone by itself. */
export const endStep = <S>(history: EditHistory<S>): EditHistory<S> =>
  history.step === null ? history : { ...history, step: null };

export function undo<S>({ past, present, future }: EditHistory<S>): EditHistory<S> {
  const before = past[past.length - 1];
  if (before === undefined) return { past, present, future, step: null };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], step: null };
}

export function redo<S>({ past, present, future }: EditHistory<S>): EditHistory<S> {
  const [after, ...later] = future;
  if (after === undefined) return { past, present, future, step: null };
  return { past: [...past, present], present: after, future: later, step: null };
}
