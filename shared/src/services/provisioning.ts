/**
 * How far an approved order has come on its way to the billing system (EV-3, EV-4). Each step is noted before the next is taken, so that
 * whoever goes on after a crash knows what may have happened. Pure: the worker asks and notes.
 */
export const PROVISIONING_STEPS = ['noted', 'adding', 'added', 'accepted', 'failing', 'done', 'failed', 'dropped'] as const;
/**
 * `adding`: the billing system is being asked to add the order, and may have done so. `failing`: it can't be done, and Salesforce isn't told
 * yet. `dropped`: the order no longer waits, by what others did.
 */
export type ProvisioningStep = (typeof PROVISIONING_STEPS)[number];

export interface Progress {
  step: ProvisioningStep;
  /** The billing system's numbers. */
  billingOrder: number | null;
  service: number | null;
  /** When the billing system was last asked to add the order, epoch milliseconds; null: never. */
  askedAt: number | null;
  /** Attempts in a row that brought it no further. */
  tries: number;
  /** Why it failed, or goes on later, in words for staff. */
  reason: string | null;
  /** Keys of the events that asked for it, newest last. */
  keys: readonly string[];
}

export type Happening =
  | { kind: 'heard'; key: string }
  | { kind: 'asking'; at: number }
  | { kind: 'ordered'; billingOrder: number; service: number | null }
  | { kind: 'accepted' }
  /** For good: asking again would change nothing. `isSettled`: by the answer to adding itself, so that nothing was added. */
  | { kind: 'refused'; reason: string; isSettled?: boolean }
  /** It may work later. `isLimited`: but not for ever. */
  | { kind: 'hindered'; reason: string; isLimited: boolean }
  /** Salesforce has been told how it ended. */
  | { kind: 'told' }
  | { kind: 'moved' };

/** With the pauses below, beginning with half a second, some forty minutes and the time of the attempts. */
export const MOST_TRIES = 14;
const KEPT_KEYS = 50;
const BEFORE_ADDED: readonly ProvisioningStep[] = ['noted', 'adding'];
const WITH_BILLING: readonly ProvisioningStep[] = ['noted', 'adding', 'added'];

export const isOpen = ({ step }: Pick<Progress, 'step'>): boolean => step !== 'done' && step !== 'failed' && step !== 'dropped';

/**
 * What is noted after a happening. The same event twice changes nothing; another one of an order that has ended begins again, knowing when
 * the billing system was last asked.
 * @throws Error where that can't happen at this step
 */
export function afterwards(before: Progress | null, happening: Happening): Progress {
  if (happening.kind === 'heard') return heard(before, happening.key);
  const allowed = ALLOWED[happening.kind];
  if (before === null || !allowed.includes(before.step))
    throw new Error(`${happening.kind} can’t happen at ${before?.step ?? 'the beginning'}`);
  switch (happening.kind) {
    case 'asking':
      return { ...before, step: 'adding', askedAt: happening.at };
    case 'ordered':
      return { ...forward(before, 'added'), billingOrder: happening.billingOrder, service: happening.service };
    case 'accepted':
      return forward(before, 'accepted');
    case 'refused':
      return {
        ...before,
        step: 'failing',
        tries: 0,
        reason: happening.reason,
        askedAt: happening.isSettled === true ? null : before.askedAt,
      };
    case 'hindered': {
      const tries = before.tries + 1;
      const isOver = happening.isLimited && tries >= MOST_TRIES && WITH_BILLING.includes(before.step);
      if (isOver) return { ...before, step: 'failing', tries: 0, reason: `${happening.reason} (${tries} tries)` };
      // what is told once Salesforce can be reached is why it failed, not that it couldn't be reached
      return { ...before, tries, reason: before.step === 'failing' ? before.reason : happening.reason };
    }
    case 'told':
      return before.step === 'failing' ? { ...before, step: 'failed', tries: 0 } : forward(before, 'done');
    case 'moved':
      return { ...before, step: 'dropped', tries: 0 };
  }
}

const ALLOWED: Record<Exclude<Happening['kind'], 'heard'>, readonly ProvisioningStep[]> = {
  asking: BEFORE_ADDED,
  ordered: BEFORE_ADDED,
  accepted: ['added'],
  refused: WITH_BILLING,
  hindered: [...WITH_BILLING, 'accepted', 'failing'],
  told: ['accepted', 'failing'],
  moved: [...WITH_BILLING, 'accepted', 'failing'],
};

const forward = (before: Progress, step: ProvisioningStep): Progress => ({ ...before, step, tries: 0, reason: null });

function heard(before: Progress | null, key: string): Progress {
  const fresh = { step: 'noted' as const, billingOrder: null, service: null, tries: 0, reason: null };
  if (before === null) return { ...fresh, askedAt: null, keys: [key] };
  if (before.keys.includes(key)) return before;
  const keys = [...before.keys, key].slice(-KEPT_KEYS);
  const goesOn = isOpen(before) && before.step !== 'failing';
  return goesOn ? { ...before, tries: 0, keys } : { ...before, ...fresh, keys };
}

/** Pause before the next attempt: the first one, doubled each time, up to 1,800 times as long. @param chance 0 … 1 */
export const pauseAfter = (tries: number, first: number, chance: number): number =>
  Math.round(first * Math.min(1_800, 2 ** (tries - 1)) * (0.75 + chance / 4));
