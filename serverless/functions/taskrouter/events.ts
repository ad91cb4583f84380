import { signedCallback } from '../../src/runtime/callback';
import { taskRouterEvent } from '../../src/taskrouter-events/event';
import { onTaskRouterEvent } from '../../src/taskrouter-events/handle';

export const handler = signedCallback('taskrouter/events', taskRouterEvent, onTaskRouterEvent);
