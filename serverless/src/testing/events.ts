import { ACCOUNT } from '@interaction-history/sandbox/src/environment';
import { invoke, type Invoked } from '@interaction-history/sandbox/src/invoke';
import { handler } from '../../functions/taskrouter/events';
import { twilioSignature } from '../runtime/twilio-signature';
import type { TestEnvironment } from './environment';

const DOMAIN = 'interaction-history-1234.twil.io';

/** A TaskRouter event's fields as its callback posts them (twilio.com/docs/taskrouter/api/event/reference). */
export function eventFields(
  centre: TestEnvironment,
  type: string,
  taskSid: string,
  more: Record<string, string> = {},
): Record<string, string> {
  const { attributes, status, queue, channel } = centre.twilio.taskrouter.task(taskSid);
  return {
    EventType: type,
    EventDescription: `Task ${type}`,
    AccountSid: ACCOUNT.accountSid,
    WorkspaceSid: ACCOUNT.workspaceSid,
    WorkspaceName: 'Flex Task Assignment',
    ResourceType: 'task',
    ResourceSid: taskSid,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    TaskSid: taskSid,
    TaskAttributes: JSON.stringify(attributes),
    TaskAssignmentStatus: status,
    TaskQueueSid: queue.sid,
    TaskQueueName: queue.name,
    TaskChannelUniqueName: channel,
    ...more,
  };
}

/** Posts the event to the Function as TaskRouter does; `signature` in place of the right one. */
export function post(
  centre: TestEnvironment,
  fields: Record<string, string>,
  options: { signature?: string; env?: Record<string, string> } = {},
): Promise<Invoked> {
  const signature = options.signature ?? twilioSignature(ACCOUNT.authToken, `https://${DOMAIN}/taskrouter/events`, fields);
  const env = { ...centre.env, DOMAIN_NAME: DOMAIN, PATH: '/taskrouter/events', ...options.env };
  return invoke(handler, env, fields, { 'x-twilio-signature': signature });
}
