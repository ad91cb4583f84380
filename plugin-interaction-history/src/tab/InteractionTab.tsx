import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { CaseButton, CaseContainer } from '../features/cases/CaseContainer';
import { CustomerContainer } from '../features/customer/CustomerContainer';
import { useFirstFocus } from '../features/customer/use-first-focus';
import { HistoryContainer, useHistoryPage } from '../features/history/HistoryContainer';
import { LastContact } from '../features/history/LastContact';
import { TaskUnsentWork } from '../features/unsent-work/UnsentWork';
import { MarksOfTask } from '../features/services/MarksOfTask';
import { ServicesContainer } from '../features/services/ServicesContainer';
import { TaskSessionContext, useTaskSession, type TaskSession } from '../features/task-session';
import { HandoverNote } from '../features/wrap-up/HandoverNote';
import { Refusal } from '../features/wrap-up/Refusal';
import { WrapUpSection } from '../features/wrap-up/WrapUpSection';
import { useSelected, useStore } from '../state/store';
import { useStrings } from '../strings/strings';
import { FocusScopeContext, useFocusTarget } from '../ui/focus-scope';
import { CallerHeader } from './CallerHeader';
import { OfflineStrip } from './OfflineStrip';
import { SectionBoundary } from './SectionBoundary';

/** The tab of one reservation. */
export const InteractionTab: React.FC<{ session: TaskSession }> = ({ session }) => (
  <TaskSessionContext.Provider value={session}>
    <FocusScopeContext.Provider value={session.focus}>
      <Sections />
    </FocusScopeContext.Provider>
  </TaskSessionContext.Provider>
);

/**
 * Who is calling, customer, wrap-up, services, history; always in this order, and nothing below jumps. Reads no store itself: a letter typed
 * in one section doesn't draw the others again.
 */
const Sections: React.FC = () => {
  const strings = useStrings();
  const { worker, task, focus } = useTaskSession();
  const tab = React.useRef<HTMLElement>(null);
  useFocusTarget('tab', () => tab.current);
  return (
    <Box
      ref={tab}
      display="flex"
      flexDirection="column"
      width="100%"
      height="100%"
      overflowY="auto"
      backgroundColor="colorBackgroundBody"
      fontFamily="fontFamilyText"
    >
      <OfflineStrip />
      <CallerHeader />
      <Refusal />
      <SectionBoundary label={strings.wrapUp.heading}>
        <Handover />
      </SectionBoundary>
      <SectionBoundary label={strings.customer.heading}>
        <Customer />
      </SectionBoundary>
      <SectionBoundary label={strings.wrapUp.heading}>
        <UnlessCovered>
          <WrapUpSection caseButton={<CaseButton />}>
            <CaseContainer />
            <MarksOfTask />
          </WrapUpSection>
        </UnlessCovered>
      </SectionBoundary>
      <SectionBoundary label={strings.outbox.heading}>
        <TaskUnsentWork
          worker={worker}
          reservationSid={task.get().reservationSid}
          focusFallback={() => focus.find('reason', 'comment')}
        />
      </SectionBoundary>
      <SectionBoundary label={strings.services.heading}>
        <ServicesContainer />
      </SectionBoundary>
      <SectionBoundary label={strings.history.heading}>
        <HistoryContainer />
      </SectionBoundary>
      <FirstFocus />
    </Box>
  );
};

/** After the sections: by then each has said where its fields are. */
const FirstFocus: React.FC = () => {
  useFirstFocus();
  return null;
};

/** The customer, with the last contact, which their history knows. */
const Customer: React.FC = () => {
  const { worker, task } = useTaskSession();
  const { page } = useHistoryPage();
  return (
    <CustomerContainer
      lastContact={
        page === null ? null : <LastContact page={page} ownWorkerSid={worker.workerSid} taskSid={task.get().taskSid} />
      }
      isRestoring={page?.retrying ?? false}
    />
  );
};

/** The note of whoever transferred the task; once they have recorded it, from the history. */
const Handover: React.FC = () => {
  const { page } = useHistoryPage();
  return <HandoverNote entries={page?.entries ?? []} />;
};

/** Only New customer covers the wrap-up form; it stays where it is, with all that was typed. */
const UnlessCovered: React.FC = ({ children }) => {
  const { views, wrapUp } = useTaskSession();
  const view = useStore(views.store).slice(-1)[0];
  const isRefused = useSelected(wrapUp.store, ({ refusal }) => refusal !== null);
  return <div hidden={view?.show === 'new-customer' && !isRefused}>{children}</div>;
};
