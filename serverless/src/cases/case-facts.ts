import type { Channel } from '@interaction-history/shared/src/caller/channel';
import { callerOf } from '@interaction-history/shared/src/caller/identity';
import { identityOf } from '@interaction-history/shared/src/caller/phone';
import { MAX_CASE_DESCRIPTION } from '@interaction-history/shared/src/limits';
import type { Task } from '../vendors/taskrouter/taskrouter';

/** Case.Origin's standard values (object reference, "Case"); an org with more may map them by a flow. */
const ORIGINS: Record<Channel, 'Phone' | 'Email' | 'Web'> = {
  voice: 'Phone',
  sms: 'Phone',
  whatsapp: 'Phone',
  messenger: 'Web',
  web: 'Web',
  email: 'Email',
  other: 'Web',
};

/** What the task knows of a case: where it came from, and, below the agent's words, who called on which queue. */
export function caseFacts(task: Task, description: string, region: string): { origin: string; description: string } {
  const caller = callerOf(task.task_channel_unique_name ?? '', task.attributes);
  const { display } = identityOf(caller.address, region);
  const lines = [
    `Caller: ${display || 'number withheld'} (${caller.channel}, ${caller.direction})`,
    ...(task.task_queue_friendly_name ? [`Queue: ${task.task_queue_friendly_name}`] : []),
    `Task: ${task.sid}`,
  ];
  const facts = lines.join('\n');
  return {
    origin: ORIGINS[caller.channel],
    description: `${description.slice(0, MAX_CASE_DESCRIPTION - facts.length - 2)}\n\n${facts}`.trim(),
  };
}
