import type * as FlexUi from '@twilio/flex-ui';
import { FlexPlugin } from '@twilio/flex-plugin';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { createApi } from './api/client';
import { createFeatures } from './features/features';
import { addAdministration } from './flex/administration';
import { guardCompletion } from './flex/complete-guard';
import { createDesk } from './flex/flex-desktop';
import { createScreenPop, showInPanel } from './flex/screen-pop';
import { sessionOf, type PopMode } from './flex/session';
import { addOutboxBadge, addTab } from './flex/tab';
import { nameTasks } from './flex/task-names';
import { watchTasks } from './flex/tasks';
import { collectUnfinished } from './flex/recover-abandoned-drafts';
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
    const language = { strings: stringsFor(session.locale), locale: session.locale };
    start('administration', () => addAdministration(flex, manager, language, session));
    // an administrator without a worker has no tasks, hence nothing to show
    if (session.workerSid === null) return;
    const { locale, workerSid, isSupervisor, popMode } = session;
    const { strings } = language;
    const desk = createDesk(flex, strings);
    // published settings go before the Flex configuration's
    const mode = (): PopMode => features.settings.store.get().popMode ?? popMode;
    const screenPop = createScreenPop(mode);
    const features = createFeatures({
      api: createApi(session),
      storage: browserStorage(),
      desk,
      screenPop,
      workerSid,
      isSupervisor,
      locale,
    });

    start('tab', () => addTab(flex, features, language, session));
    start('wrap-up', () => {
      guardCompletion(flex, manager, { session, wrapUps: features.wrapUps, desk });
      void features.reasonCodes.load();
      features.reasonCodes.follow();
    });
    start('outbox', () => {
      addOutboxBadge(flex, features, language);
      features.outbox.start();
      // after the outbox, which must have read what another tab put there
      features.wrapUps.syncTabs();
    });
    start('settings', () => void features.settings.load());
    start('CRM panel', () => {
      // not before it is wanted: what fills the panel otherwise stays untouched
      const install = (): void => {
        if (mode() !== 'panel') return;
        stopWatching();
        showInPanel(flex, features.customers, mode);
      };
      const stopWatching = features.settings.store.subscribe(install);
      install();
    });
    start('task names', () => nameTasks(flex, features));
    start('prefetch', () => watchTasks(manager, features));
    start('unfinished drafts', () => collectUnfinished(manager, features.unfinished));
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
