import { handle } from '../../src/handle';
import { onTaskRouterEvent } from '../../src/taskrouter-events/on-event';

export const handler = handle('taskrouter/events', onTaskRouterEvent);
