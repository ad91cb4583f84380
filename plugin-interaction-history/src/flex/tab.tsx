import * as React from 'react';
import type * as FlexUi from '@twilio/flex-ui';
import { Box } from '@twilio-paste/core/box';
import { OutboxBadge } from '../features/outbox/OutboxBadge';
import { badgePanel } from '../features/outbox/BadgePanel';
import { Leftovers } from '../features/outbox/UnsentWork';
import type { Features } from '../features/features';
import { LanguageContext, type Language } from '../strings/strings';
import { InteractionTab } from '../tab/InteractionTab';
import { SectionBoundary } from '../tab/SectionBoundary';
import { Notice } from '../ui/Notice';
import { TAB_NAME } from './flex-desktop';
import type { Session } from './session';
import { fromFlex } from './tasks';

/** Adds the tab, before Flex's own: an accepted task opens on it (ID-3). */
export function addTab(flex: typeof FlexUi, features: Features, language: Language, session: Session): void {
  const Content = flex.withTaskContext(({ task }: { task?: FlexUi.ITask }) => {
    if (session.functionsUrl() === null) return <NotConfigured language={language} />;
    const ours = fromFlex(task);
    // a task that has ended is still drawn for a moment
    if (ours === null || ours.phase === 'ended') return null;
    return (
      <LanguageContext.Provider value={language}>
        <InteractionTab key={ours.reservationSid} task={ours} features={features} />
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

/** Adds to Flex's top bar what has not reached the server yet, and the lists of it. */
export function addOutboxBadge(flex: typeof FlexUi, features: Features, language: Language): void {
  flex.MainHeader.Content.add(
    <LanguageContext.Provider key="interaction-history-outbox" value={language}>
      <OutboxBadge features={features}>
        <SectionBoundary label={language.strings.outbox.lists}>
          <Leftovers features={features} id="ih-top" reservationSid={null} heir={badgePanel} />
        </SectionBoundary>
      </OutboxBadge>
    </LanguageContext.Provider>,
    { sortOrder: -1, align: 'end' },
  );
}

const NotConfigured: React.FC<{ language: Language }> = ({ language }) => (
  <LanguageContext.Provider value={language}>
    <Box padding="space50">
      <Notice kind="error" title={language.strings.notConfigured.title} body={language.strings.notConfigured.body} />
    </Box>
  </LanguageContext.Provider>
);
