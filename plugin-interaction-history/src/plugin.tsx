import type * as FlexUi from '@twilio/flex-ui';
import { FlexPlugin } from '@twilio/flex-plugin';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { createApi } from './api/client';
import { createFeatures } from './features/features';
import { guardCompletion } from './flex/complete-guard';
import { createDesk } from './flex/desk';
import { createScreenPop, showInPanel } from './flex/screen-pop';
import { sessionOf } from './flex/session';
import { addOutboxBadge, addTab } from './flex/tab';
import { nameTasks } from './flex/task-names';
import { watchTasks } from './flex/tasks';
import { browserStorage } from './state/browser-storage';
import { stringsFor } from './strings/strings';

/** Interaction History: one tab of the task canvas, and the guard before a task is completed. */
export class InteractionHistoryPlugin extends FlexPlugin {
  constructor() {
    super('InteractionHistoryPlugin');
  }

  override init(flex: typeof FlexUi, manager: FlexUi.Manager): void {
    flex.setProviders({ PasteThemeProvider: CustomizationProvider });
    const session = sessionOf(manager);
    // an administrator without a worker has no tasks, hence nothing to show
    if (session.workerSid === null) return;
    const { locale, workerSid, popMode } = session;
    const strings = stringsFor(locale);
    const desk = createDesk(flex, strings);
    const screenPop = createScreenPop(popMode);
    const features = createFeatures({ api: createApi(session), storage: browserStorage(), desk, screenPop, workerSid, locale });

    start('tab', () => addTab(flex, features, { strings, locale }, session));
    start('wrap-up', () => {
      guardCompletion(flex, manager, features.wrapUps);
      void features.reasonCodes.load();
    });
    start('outbox', () => {
      addOutboxBadge(flex, features, { strings, locale });
      features.outbox.start();
    });
    if (popMode === 'panel') start('CRM panel', () => showInPanel(flex, features.customers));
    start('task names', () => nameTasks(flex, features));
    start('prefetch', () => watchTasks(manager, features));
  }
}

/** One part that fails to start does not keep the others from starting. */
function start(name: string, begin: () => void): void {
  try {
    begin();
  } catch (error) {
    console.error(`interaction-history: ${name} did not start`, error);
  }
}
