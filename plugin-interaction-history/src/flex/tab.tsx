import * as React from 'react';
import type * as FlexUi from '@twilio/flex-ui';
import { Box } from '@twilio-paste/core/box';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { Late } from '../features/late/Late';
import { OutboxBadge } from '../features/unsent-work/OutboxBadge';
import { badgePanel } from '../features/unsent-work/BadgePanel';
import { UnsentWork } from '../features/unsent-work/UnsentWork';
import type { MyContactsProps, ServicesBundle } from '../features/services/bundle';
import type { WorkerStores } from '../features/task-session';
import type { Sessions } from '../session/sessions';
import { createStore, useStore } from '../state/store';
import { LanguageContext, useLanguage, type Language } from '../strings/strings';
import { InteractionTab } from '../tab/InteractionTab';
import { SectionBoundary } from '../tab/SectionBoundary';
import { Notice } from '../ui/Notice';
import { TAB_NAME } from './flex-desktop';
import type { Session } from './session';
import { fromFlex } from './tasks';

/** Adds the tab, before Flex's own: an accepted task opens on it (ID-3). */
export function addTab(
  flex: typeof FlexUi,
  sessions: Sessions,
  language: Language,
  context: Pick<Session, 'functionsUrl'>,
): void {
  const Content = flex.withTaskContext(({ task }: { task?: FlexUi.ITask }) => {
    const session = useStore(sessions.store).get(task?.sid ?? '');
    if (context.functionsUrl() === null) return <NotConfigured language={language} />;
    // a task that has ended is still drawn for a moment
    if (session === undefined || fromFlex(task)?.phase === 'ended') return null;
    return (
      <LanguageContext.Provider value={language}>
        <InteractionTab key={task?.sid} session={session} />
      </LanguageContext.Provider>
    );
  });
  flex.TaskCanvasTabs.Content.add(
    <flex.Tab key={TAB_NAME} uniqueName={TAB_NAME} label={language.strings.tabLabel}>
      <Content key="content" />
    </flex.Tab>,
    { sortOrder: -1 },
  );
}

/** Shown among Flex's own, with Ctrl+Shift before it; Flex lets an agent's centre put it on another letter. */
const CONTACTS_KEY = 'F';

/** Adds to Flex's top bar the agent's contacts, what has not reached the server yet first, and a key that opens them (IH-6). */
export function addOutboxBadge(flex: typeof FlexUi, worker: WorkerStores, language: Language): void {
  const isOpen = createStore(false);
  flex.KeyboardShortcutManager.addShortcuts({
    [CONTACTS_KEY]: { action: () => isOpen.set(!isOpen.get()), name: language.strings.outbox.lists },
  });
  flex.MainHeader.Content.add(
    <LanguageContext.Provider key="interaction-history-outbox" value={language}>
      <OutboxBadge worker={worker} isOpen={isOpen}>
        <SectionBoundary label={language.strings.outbox.lists}>
          <UnsentWork worker={worker} id="ih-top" focusFallback={badgePanel} />
          <LatePart worker={worker}>{(late, props) => <late.MyContacts {...props} />}</LatePart>
        </SectionBoundary>
      </OutboxBadge>
    </LanguageContext.Provider>,
    { sortOrder: -1, align: 'end' },
  );
}

/** For supervisors: customer, draft and history of the task that they monitor (IH-7). */
export function addMonitoredTab(flex: typeof FlexUi, worker: WorkerStores, language: Language): void {
  const Content = flex.withTaskContext(({ task: flexTask }: { task?: FlexUi.ITask }) => {
    const task = fromFlex(flexTask);
    return (
      <LanguageContext.Provider value={language}>
        {task === null ? null : <LatePart worker={worker}>{(late, props) => <late.Monitored {...props} task={task} />}</LatePart>}
      </LanguageContext.Provider>
    );
  });
  flex.Supervisor.TaskCanvasTabs.Content.add(
    <flex.Tab key={TAB_NAME} uniqueName={TAB_NAME} label={language.strings.tabLabel}>
      <Content key="content" />
    </flex.Tab>,
  );
}

const LatePart: React.FC<{
  worker: WorkerStores;
  children: (late: ServicesBundle, props: MyContactsProps) => React.ReactElement;
}> = ({ worker, children }) => {
  const { strings, locale } = useLanguage();
  const theme = React.useContext(ThemeContext);
  return (
    <Late worker={worker} what={strings.tabLabel}>
      {(late) => children(late, { worker, locale, theme })}
    </Late>
  );
};

const NotConfigured: React.FC<{ language: Language }> = ({ language }) => (
  <LanguageContext.Provider value={language}>
    <Box padding="space50">
      <Notice kind="error" title={language.strings.notConfigured.title} body={language.strings.notConfigured.body} />
    </Box>
  </LanguageContext.Provider>
);
