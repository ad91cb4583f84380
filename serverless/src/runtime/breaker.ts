import { UpstreamError, type Source } from './errors';
import { processWide } from './process-wide';
import { timings } from './timings';

/** So many time-outs without an answer between them, and the source counts as one that doesn't respond. */
const TIMEOUTS = 2;
/** Calls that follow so closely belong to one request: it is let through whole. */
const TOGETHER_MS = 100;

/** Plain values: every bundle of the process reads and writes them. */
interface State {
  timeouts: number;
  /** Of the last request that was let through although the source doesn't respond; epoch milliseconds. */
  triedAt: number;
}

/**
 * Remembers that a source doesn't respond, for all Functions of the process: while it hangs, one request a second finds out whether it
 * is back, and the others fail at once rather than after their whole time. The first answer ends it.
 */
export class Breaker {
  private readonly state: State;

  /** @param name of the source's address: two databases are two sources */
  constructor(
    private readonly source: Source,
    name: string,
  ) {
    const states = processWide('breakers', () => new Map<string, State>());
    const key = `${source} ${name}`;
    this.state = states.get(key) ?? { timeouts: 0, triedAt: 0 };
    states.set(key, this.state);
  }

  /** @throws UpstreamError upstream_unavailable, NOT_RESPONDING: don't ask now */
  admit(): void {
    if (!this.isSilent()) return;
    const since = Date.now() - this.state.triedAt;
    if (since < TOGETHER_MS) return;
    if (since < timings.breakerRetry)
      throw new UpstreamError(this.source, 'upstream_unavailable', `${this.source} isn’t responding`, {
        reason: 'NOT_RESPONDING',
      });
    this.state.triedAt = Date.now();
  }

  /**
   * Runs work on the source and judges it by how it ends: only a deadline that ran out says that it doesn't respond.
   * @throws UpstreamError NOT_RESPONDING, or what the work threw
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.admit();
    try {
      const result = await work();
      this.answered();
      return result;
    } catch (error) {
      if (error instanceof UpstreamError && error.code === 'deadline_exceeded') this.timedOut();
      else this.answered();
      throw error;
    }
  }

  /** Whether it counts as one that doesn't respond: what can do without it then doesn't even try. */
  isSilent(): boolean {
    return this.state.timeouts >= TIMEOUTS;
  }

  /** It answered, even if with a refusal. */
  answered(): void {
    this.state.timeouts = 0;
  }

  timedOut(): void {
    this.state.timeouts += 1;
  }
}
