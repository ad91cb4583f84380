import { z } from 'zod';
import { channel, queueSid } from './common';

export const currentWorkspaceRequest = z.object({});
/** What limits of reason codes are picked from (AD-1): the workspace's real queues and the channels its tasks can have. */
export const currentWorkspaceResponse = z.object({
  /** By name. */
  queues: z.array(z.object({ sid: queueSid, name: z.string() })),
  /** In the order of CHANNELS. */
  channels: z.array(channel),
  /** False when the workspace has more queues than are read (10,000): those that are missing cannot be picked. */
  complete: z.boolean(),
});
export type CurrentWorkspace = z.infer<typeof currentWorkspaceResponse>;
