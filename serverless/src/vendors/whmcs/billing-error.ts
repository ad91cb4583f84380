/**
 * The billing system didn’t do its part. `refused`: it said no, and would again. `later`: what stands in the way may pass, and whether it did
 * what it was asked is not known.
 */
export class BillingError extends Error {
  constructor(
    readonly kind: 'refused' | 'later',
    /** For staff, who read it on the order; no personal data. */
    readonly words: string,
    options: { cause?: unknown } = {},
  ) {
    super(`The billing system: ${kind}`, options);
    this.name = 'BillingError';
  }
}
