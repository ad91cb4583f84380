import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { CustomerSection } from '../features/customer/CustomerSection';
import type { Candidate } from '../features/customer/customer-state';
import { LastContact } from '../features/customer/LastContact';
import { HistorySection } from '../features/history/HistorySection';
import { shownHistory, type HistoryPage } from '../features/history/history-state';
import { OutboxSection } from '../features/outbox/OutboxSection';
import { Refusal } from '../features/wrap-up/Refusal';
import { WrapUpSection } from '../features/wrap-up/WrapUpSection';
import { isOpen } from '../features/wrap-up/wrap-up-state';
import type { Features } from '../features/features';
import { createStore, useStore } from '../state/store';
import { useStrings } from '../strings/strings';
import type { AgentTask } from '../tasks/agent-task';
import { focusWhenShown } from '../ui/focus-when-shown';
import { CallerHeader } from './CallerHeader';
import { OfflineStrip } from './OfflineStrip';
import { SectionBoundary } from './SectionBoundary';

/** What stands for the page where no history is shown: hooks must run all the same. */
const NO_PAGE = createStore(null);

interface Props {
  task: AgentTask;
  features: Features;
}

/** The tab: who is calling, customer, wrap-up, history; always in this order, and nothing below jumps. */
export const InteractionTab: React.FC<Props> = ({ task, features }) => {
  const strings = useStrings();
  const { customers, histories, wrapUps, outbox, reasonCodes, workerSid } = features;
  // one that Flex shows without an arrival, after a reload or a transfer, starts here
  features.arrive(task);
  const customer = useStore(customers.of(task));
  const wrapUp = useStore(wrapUps.of(task));
  const reasons = useStore(reasonCodes.store);
  const shown = shownHistory(task, customer);
  const page = useStore<HistoryPage | null>(shown.show === 'owner' ? histories.of(task, shown.owner) : NO_PAGE);
  const outboxState = useStore(outbox.store);
  const body = React.useRef<HTMLElement>(null);

  const confirm = (candidate: Candidate): void => {
    const hadFocus = body.current?.contains(document.activeElement) ?? false;
    void customers.choose(task, candidate).then((linked) => linked !== null && hadFocus && wrapUps.focusReason(task));
  };
  /** What was focused goes away with the matches: the focus goes to what stands in their place. */
  const moveOn = (change: () => void): void => {
    const hadFocus = body.current?.contains(document.activeElement) ?? false;
    change();
    const next = (): HTMLElement | null =>
      body.current?.querySelector<HTMLElement>('[role="radio"][tabindex="0"], [data-customer] button') ?? null;
    // not before React has drawn: until then the old card is still there to be found
    if (hadFocus) window.setTimeout(() => focusWhenShown(next), 0);
  };
  const reject = (): void => moveOn(() => customers.reject(task));
  const reconsider = (): void => moveOn(() => customers.reconsider(task));
  const display = customer.lookup.phase === 'done' ? customer.lookup.answer.identity.display : null;
  const lastContact = page === null ? null : <LastContact page={page} ownWorkerSid={workerSid} />;

  return (
    <Box
      ref={body}
      display="flex"
      flexDirection="column"
      width="100%"
      height="100%"
      overflowY="auto"
      backgroundColor="colorBackgroundBody"
      fontFamily="fontFamilyText"
    >
      <OfflineStrip />
      <CallerHeader task={task} display={display} />
      <Refusal state={wrapUp} onRetry={() => wrapUps.retry(task)} onCompleteLater={() => wrapUps.completeLater(task)} />
      <SectionBoundary label={strings.customer.heading}>
        <div data-customer="">
          <CustomerSection
            task={task}
            state={customer}
            canChange={isOpen(wrapUp)}
            lastContact={lastContact}
            quiet={wrapUp.refusal?.cause === 'failed'}
            onConfirm={confirm}
            onReject={reject}
            onReconsider={reconsider}
            onRetry={() => void customers.retry(task)}
          />
        </div>
      </SectionBoundary>
      <SectionBoundary label={strings.wrapUp.heading}>
        <WrapUpSection
          task={task}
          state={wrapUp}
          reasons={reasons}
          onEdit={(change) => wrapUps.edit(task, change)}
          onSave={() => void wrapUps.save(task)}
          onRetryReasons={() => void reasonCodes.load()}
        />
      </SectionBoundary>
      <SectionBoundary label={strings.outbox.heading}>
        <OutboxSection
          state={outboxState}
          reservationSid={task.reservationSid}
          onSendNow={() => void outbox.sendNow()}
          onDismiss={outbox.dismiss}
        />
      </SectionBoundary>
      <SectionBoundary label={strings.history.heading}>
        <HistorySection
          shown={shown}
          page={page}
          ownWorkerSid={workerSid}
          onMore={() => shown.show === 'owner' && histories.more(task, shown.owner)}
          onRetry={() => shown.show === 'owner' && histories.retry(task, shown.owner)}
        />
      </SectionBoundary>
    </Box>
  );
};
