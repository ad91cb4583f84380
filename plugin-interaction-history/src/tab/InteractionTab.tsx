import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { LastContact } from '../features/customer/LastContact';
import { isNobody } from '../features/customer/candidates';
import { shownHistory } from '../features/history/history-state';
import { Leftovers } from '../features/outbox/UnsentWork';
import { Refusal } from '../features/wrap-up/Refusal';
import { wrapUpField, WrapUpSection } from '../features/wrap-up/WrapUpSection';
import { isOpen } from '../features/wrap-up/wrap-up-state';
import type { Features } from '../features/features';
import { useStore } from '../state/store';
import { useStrings } from '../strings/strings';
import type { AgentTask } from '../tasks/agent-task';
import { CallerHeader } from './CallerHeader';
import { CaseButton, CasePart } from '../features/cases/CaseContainer';
import { customerActions } from '../features/customer/customer-actions';
import { CustomerPart } from '../features/customer/CustomerContainer';
import { HeaderAction } from './HeaderAction';
import { HistoryPart, useHistoryPage } from '../features/history/HistoryContainer';
import { useGreeting, whyNotYet } from '../features/customer/identify';
import { OfflineStrip } from './OfflineStrip';
import { SectionBoundary } from './SectionBoundary';

interface Props {
  task: AgentTask;
  features: Features;
}

/** The tab: who is calling, customer, wrap-up, history; always in this order, and nothing below jumps. */
export const InteractionTab: React.FC<Props> = ({ task, features }) => {
  const strings = useStrings();
  const { customers, wrapUps, reasonCodes, recentReasons, workerSid } = features;
  // one that Flex shows without an arrival, after a reload or a transfer, starts here
  features.arrive(task);
  const customer = useStore(customers.of(task));
  const faces = useStore(features.faces.of(task));
  const wrapUp = useStore(wrapUps.of(task));
  const shown = shownHistory(task, customer);
  const page = useHistoryPage({ task, features, shown });
  const codes = useStore(reasonCodes.store);
  useStore(features.settings.store);
  const rules = wrapUps.rulesOf(task);
  const tab = React.useRef<HTMLElement>(null);

  const display = customer.lookup.phase === 'done' ? customer.lookup.answer.identity.display : null;
  const address = display || (task.caller.kind === 'withheld' ? strings.caller.withheld : task.caller.value);
  const canChange = isOpen(wrapUp);
  const notYet = whyNotYet(task, customer, canChange, strings);
  const actions = customerActions({ task, features, tab, address, mayChoose: notYet === null });
  const paneAtHome = faces.length === 0 && canChange && isNobody(customer);
  const paneIsShown = paneAtHome || faces[faces.length - 1]?.show === 'search';
  const covered = faces[faces.length - 1]?.show === 'new-customer' && wrapUp.refusal === null;
  useGreeting(faces.length === 0 && canChange, task, features, tab);
  const lastContact = page === null ? null : <LastContact page={page} ownWorkerSid={workerSid} />;

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
      <CallerHeader
        task={task}
        display={display}
        action={canChange ? <HeaderAction paneIsShown={paneIsShown} actions={actions} /> : null}
      />
      <Refusal
        state={wrapUp}
        codesError={codes.error}
        onRetry={() => wrapUps.retry(task)}
        onCompleteLater={() => wrapUps.completeLater(task)}
      />
      <SectionBoundary label={strings.customer.heading}>
        <CustomerPart
          task={task}
          features={features}
          actions={actions}
          wrapUp={wrapUp}
          address={address}
          notYet={notYet}
          lastContact={lastContact}
          isRestoring={page?.retrying ?? false}
        />
      </SectionBoundary>
      <SectionBoundary label={strings.wrapUp.heading}>
        {/* only New customer covers the form; it stays where it is, with all that was typed */}
        <div hidden={covered}>
          <WrapUpSection
            task={task}
            state={wrapUp}
            reasons={{ ...codes, tree: rules.tree }}
            recent={recentReasons}
            policy={rules.policy}
            onEdit={(change) => wrapUps.edit(task, change)}
            onSave={() => void wrapUps.save(task)}
            onRetryReasons={() => void reasonCodes.load()}
            caseButton={<CaseButton {...{ task, features, customer, address }} />}
          >
            <CasePart {...{ task, features, customer, address }} />
          </WrapUpSection>
        </div>
      </SectionBoundary>
      <SectionBoundary label={strings.outbox.heading}>
        <Leftovers features={features} id="ih-unfinished" reservationSid={task.reservationSid} heir={wrapUpField} />
      </SectionBoundary>
      <SectionBoundary label={strings.history.heading}>
        <HistoryPart task={task} features={features} shown={shown} />
      </SectionBoundary>
    </Box>
  );
};
