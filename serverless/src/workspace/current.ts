import { CHANNELS } from '@interaction-history/shared/src/caller/channel';
import { channelsOn } from '@interaction-history/shared/src/caller/identity';
import type { CurrentWorkspace } from '@interaction-history/shared/src/contract/workspace';
import type { RequestContext } from '../context';

/** The workspace's queues, by name, and the channels that its task channels can bring (AD-1). @throws UpstreamError taskrouter */
export async function current(_request: unknown, { clients, deadline }: RequestContext): Promise<CurrentWorkspace> {
  const [{ queues, complete }, taskChannels] = await Promise.all([
    clients.taskrouter.taskQueues(deadline),
    clients.taskrouter.taskChannels(deadline),
  ]);
  const possible = new Set(taskChannels.flatMap(channelsOn));
  return {
    queues: queues.sort((a, b) => a.name.localeCompare(b.name)),
    channels: CHANNELS.filter((channel) => possible.has(channel)),
    complete,
  };
}
