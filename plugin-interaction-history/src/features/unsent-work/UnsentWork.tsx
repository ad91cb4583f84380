import * as React from 'react';
import { useStore } from '../../state/store';
import { useFocusScope } from '../../ui/focus-scope';
import type { WorkerStores } from '../task-session';
import { AbandonedDraftsSection } from '../wrap-up/AbandonedDraftsSection';
import { OutboxSection } from './OutboxSection';

interface Props {
  worker: Pick<WorkerStores, 'outbox' | 'abandonedDrafts' | 'reasonCodes'>;
  /** Begins the ids of the fields. */
  id: string;
  /** Gets the focus when the list that had it is empty. */
  focusFallback: () => HTMLElement | null;
}

/**
 * What of the task at hand waits to be sent, in its tab. Other customers' work is nowhere but in the top bar: words meant for one of
 * them must not land here.
 */
export const TaskUnsentWork: React.FC<Pick<Props, 'worker' | 'focusFallback'> & { reservationSid: string }> = (props) => {
  const { worker, reservationSid, focusFallback } = props;
  const { outbox, abandonedDrafts } = worker;
  const state = useStore(outbox.store);
  const entries = state.entries.filter(({ request }) => request.reservationSid === reservationSid);
  return (
    <OutboxSection
      state={{ ...state, entries, locked: 0 }}
      focusFallback={focusFallback}
      onSendNow={() => void outbox.sendNow()}
      onDismiss={outbox.dismiss}
      onTakeBack={abandonedDrafts.takeBack}
    />
  );
};

/** What has not reached the server: recordings that wait or were refused, and tasks that ended without a reason (RC-4, RC-5, RC-6). */
export const UnsentWork: React.FC<Props> = ({ worker, id, focusFallback }) => {
  const { outbox, abandonedDrafts, reasonCodes } = worker;
  const focus = useFocusScope();
  const takeBack = (entry: string): void => {
    // a task still at hand brings its own form to the front
    if (abandonedDrafts.takeBack(entry)) focus.focus('abandoned-reason');
  };
  return (
    <>
      <OutboxSection
        state={useStore(outbox.store)}
        focusFallback={focusFallback}
        onSendNow={() => void outbox.sendNow()}
        onDismiss={outbox.dismiss}
        onTakeBack={takeBack}
      />
      <AbandonedDraftsSection
        id={id}
        drafts={useStore(abandonedDrafts.store)}
        reasons={useStore(reasonCodes.store)}
        focusFallback={focusFallback}
        onEdit={abandonedDrafts.edit}
        onSend={abandonedDrafts.send}
        onDiscard={abandonedDrafts.discard}
        onRetryReasons={() => void reasonCodes.load()}
      />
    </>
  );
};
