import { signedCallback } from '../../src/callback';
import { taskRouterEvent } from '../../src/taskrouter-events/event';
import { onTaskRouterEvent } from '../../src/taskrouter-events/handle';

export const handler = signedCallback('taskrouter/events', taskRouterEvent, onTaskRouterEvent);
