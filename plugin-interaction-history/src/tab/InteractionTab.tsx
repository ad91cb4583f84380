import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { CaseButton, CaseContainer } from '../features/cases/CaseContainer';
import { CustomerContainer } from '../features/customer/CustomerContainer';
import { useFirstFocus } from '../features/customer/use-first-focus';
import { HistoryContainer, useHistoryPage } from '../features/history/HistoryContainer';
import { LastContact } from '../features/history/LastContact';
import { UnsentWork } from '../features/unsent-work/UnsentWork';
import { TaskSessionContext, useTaskSession, type TaskSession } from '../features/task-session';
import { Refusal } from '../features/wrap-up/Refusal';
import { WrapUpSection } from '../features/wrap-up/WrapUpSection';
import { useStore } from '../state/store';
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

/** Who is calling, customer, wrap-up, history; always in this order, and nothing below jumps. */
const Sections: React.FC = () => {
  const strings = useStrings();
  const { worker, task, views, wrapUp, focus } = useTaskSession();
  const { page } = useHistoryPage();
  const view = useStore(views.store).slice(-1)[0];
  const { refusal } = useStore(wrapUp.store);
  const tab = React.useRef<HTMLElement>(null);
  useFocusTarget('tab', () => tab.current);
  useFirstFocus();
  const isCovered = view?.show === 'new-customer' && refusal === null;
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
      <SectionBoundary label={strings.customer.heading}>
        <CustomerContainer
          lastContact={page === null ? null : <LastContact page={page} ownWorkerSid={worker.workerSid} />}
          isRestoring={page?.retrying ?? false}
        />
      </SectionBoundary>
      <SectionBoundary label={strings.wrapUp.heading}>
        {/* only New customer covers the form; it stays where it is, with all that was typed */}
        <div hidden={isCovered}>
          <WrapUpSection caseButton={<CaseButton />}>
            <CaseContainer />
          </WrapUpSection>
        </div>
      </SectionBoundary>
      <SectionBoundary label={strings.outbox.heading}>
        <UnsentWork
          worker={worker}
          id="ih-abandoned"
          reservationSid={task.get().reservationSid}
          focusFallback={() => focus.find('reason', 'comment')}
        />
      </SectionBoundary>
      <SectionBoundary label={strings.history.heading}>
        <HistoryContainer />
      </SectionBoundary>
    </Box>
  );
};
