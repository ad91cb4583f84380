/** One call at a time: whoever asks while one is in flight gets that one's answer, whatever they asked with. */
export function singleFlight<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let inFlight: Promise<T> | null = null;
  return (...args) => (inFlight ??= work(...args).finally(() => (inFlight = null)));
}
