import type { Account } from './basic-auth';
import { Conferences } from './conferences';
import { Conversations } from './conversations';
import { TaskRouter } from './taskrouter';
import { Tokens } from './tokens';

/** What every part of the stand-in shares: one contact centre's state. */
export class Centre {
  readonly router = new TaskRouter();
  readonly tokens = new Tokens();
  readonly conversations = new Conversations();
  readonly conferences = new Conferences();
  /** What the Flex configuration tells the plugin beside the Functions' address; read as a desktop is opened. */
  readonly pluginSettings: { popMode?: string | undefined } = {};
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    readonly account: Account,
    readonly workspaceSid: string,
    readonly functionsUrl: string,
  ) {}

  /** Does something a moment from now, as a network would; forgotten when the stand-in stops. */
  later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, milliseconds);
    this.timers.add(timer);
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
