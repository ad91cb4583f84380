import type * as FlexUi from '@twilio/flex-ui';
import { FlexPlugin } from '@twilio/flex-plugin';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { createApi } from './api/client';
import { addAdministration } from './flex/administration';
import { guardCompletion } from './flex/complete-guard';
import { createFlexDesktop } from './flex/flex-desktop';
import { createScreenPop, showInPanel } from './flex/screen-pop';
import { sessionOf, type PopMode } from './flex/session';
import { addMonitoredTab, addOutboxBadge, addTab } from './flex/tab';
import { guardSignOut } from './flex/sign-out';
import { nameTasks } from './flex/task-names';
import { followTasks } from './flex/tasks';
import { recoverAbandonedDrafts } from './flex/recover-abandoned-drafts';
import { createSessions } from './session/sessions';
import { SEALED_KINDS } from './session/kinds';
import { unlockStorage } from './session/unlock';
import { browserStorage } from './state/browser-storage';
import { createSealedStorage } from './state/sealed-storage';
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
    const desktop = createFlexDesktop(flex, manager, strings);
    // published settings go before the Flex configuration's
    const mode = (): PopMode => worker.settings.store.get().popMode ?? popMode;
    const api = createApi(session);
    const storage = browserStorage();
    const sealed = createSealedStorage(storage, SEALED_KINDS);
    const sessions = createSessions({
      ...{ api, storage, sealed },
      desktop,
      screenPop: () => createScreenPop(mode),
      workerSid,
      isSupervisor,
      locale,
      functionsUrl: () => session.functionsUrl(),
    });
    const { worker } = sessions;

    start('tab', () => addTab(flex, sessions, language, session));
    if (isSupervisor) start('monitored task', () => addMonitoredTab(flex, worker, language));
    start('wrap-up', () => {
      guardCompletion(flex, manager, { session, sessions, desktop });
      void worker.reasonCodes.load();
      worker.reasonCodes.follow();
    });
    start('sign-out', () => guardSignOut(flex, worker.signOut, language));
    start('outbox', () => {
      addOutboxBadge(flex, worker, language);
      // before the sessions, which look into it when another tab has changed something
      worker.outbox.start();
    });
    start('sealed storage', () => void unlockStorage(api, sealed));
    start('settings', () => void worker.settings.load());
    start('CRM panel', () => {
      // not before it is wanted: what fills the panel otherwise stays untouched
      const install = (): void => {
        if (mode() !== 'panel') return;
        stopWatching();
        showInPanel(flex, sessions, mode);
      };
      const stopWatching = worker.settings.store.subscribe(install);
      install();
    });
    start('task names', () => nameTasks(flex, manager, sessions));
    start('sessions', () => followTasks(manager, sessions));
    start('abandoned drafts', () => recoverAbandonedDrafts(manager, worker.abandonedDrafts));
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
