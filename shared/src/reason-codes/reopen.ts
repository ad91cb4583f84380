import type { ReasonCode } from '../contract/reason-codes';

/**
 * An earlier revision's codes as a draft over what is published now (AD-2): as they were then, and what came later retired
 * instead of gone, since a published code is never taken away (AD-4).
 */
export function reopened(earlier: readonly ReasonCode[], published: readonly ReasonCode[]): ReasonCode[] {
  const then = new Set(earlier.map(({ id }) => id));
  const later = published.filter(({ id }) => !then.has(id));
  return [...earlier, ...later.map((code) => ({ ...code, active: false }))];
}
