import { TASKROUTER_EVENTS } from '@interaction-history/shared/src/contract/taskrouter-events';
import { TwilioApi, type Account } from './twilio-api';

/** The workspace's event callback, as it is. */
export interface EventCallback {
  /** Null: none. */
  url: string | null;
  /** Empty: all of them. */
  events: string[];
}
interface Workspace {
  event_callback_url: string | null;
  events_filter: string | null;
}

/** A workspace has one event callback. By it TaskRouter tells of tasks that end without the agent (RC-6). */
export class WorkspaceEvents {
  private readonly api: TwilioApi;
  private readonly workspace: string;

  constructor(account: Account, workspaceSid: string) {
    this.api = new TwilioApi(account);
    this.workspace = `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}`;
  }

  async read(): Promise<EventCallback> {
    const { event_callback_url, events_filter } = await this.api.get<Workspace>(this.workspace);
    return { url: event_callback_url || null, events: (events_filter ?? '').split(',').filter(Boolean) };
  }

  /** Ours, with the events that another may have asked for kept. */
  async set(functionsUrl: string): Promise<void> {
    const { url, events } = await this.read();
    const ours = callbackUrl(functionsUrl);
    const kept = url === ours ? events : [];
    const filter = url === ours && events.length === 0 ? [] : [...new Set([...kept, ...TASKROUTER_EVENTS])];
    await this.api.post(this.workspace, new URLSearchParams({ EventCallbackUrl: ours, EventsFilter: filter.join(',') }));
  }
}

export const callbackUrl = (functionsUrl: string): string => `${functionsUrl}/taskrouter/events`;

/** Events that the callback doesn't send and should. */
export function missingEvents({ events }: EventCallback): string[] {
  return events.length === 0 ? [] : TASKROUTER_EVENTS.filter((event) => !events.includes(event));
}
