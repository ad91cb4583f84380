import type { Account } from './basic-auth';
import { Conferences } from './conferences';
import { Conversations } from './conversations';
import { TaskRouter } from './taskrouter';
import { FlexPlugins } from './flex-plugins';
import { ServerlessStore } from './serverless/store';
import { Tokens } from './tokens';

/** What every part of the stand-in shares: one contact centre's state. */
export class Centre {
  readonly router = new TaskRouter();
  readonly tokens = new Tokens();
  readonly conversations = new Conversations();
  readonly conferences = new Conferences();
  serverless: ServerlessStore;
  plugins = new FlexPlugins();
  /** The Flex configuration's `ui_attributes`: a POST replaces it whole. Read as a desktop is opened. */
  uiAttributes: Record<string, unknown>;
  /** The account's Serverless services that hold plugins. */
  serverlessServiceSids: string[] = [];
  /** The workspace's event callback: where TaskRouter posts, and which events. */
  readonly eventCallback: { url: string; events: string } = { url: '', events: '' };
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    readonly account: Account,
    readonly workspaceSid: string,
    functionsUrl: string,
    domainOf?: (service: string, suffix: string | null) => string,
  ) {
    this.serverless = new ServerlessStore(account.accountSid, domainOf);
    this.uiAttributes = {
      version_compatibility: 'yes',
      logLevel: 'warn',
      theme: {},
      languages: [],
      // where the plugin finds the Functions: changed here, or in a real account's configuration, without a rebuild
      interactionHistory: { functionsUrl },
    };
  }

  /** Takes over what was deployed to the same account elsewhere. */
  adopt({ serverless, plugins, uiAttributes, serverlessServiceSids, eventCallback }: Centre): void {
    Object.assign(this, { serverless, plugins, uiAttributes, serverlessServiceSids });
    Object.assign(this.eventCallback, eventCallback);
  }

  /** What the Flex configuration tells our plugin. */
  get pluginSettings(): Record<string, unknown> {
    return (this.uiAttributes.interactionHistory ??= {}) as Record<string, unknown>;
  }

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
