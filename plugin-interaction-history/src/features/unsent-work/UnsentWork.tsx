import * as React from 'react';
import { useStore } from '../../state/store';
import { useFocusScope } from '../../ui/focus-scope';
import type { WorkerStores } from '../task-session';
import { AbandonedDraftsSection } from '../wrap-up/AbandonedDraftsSection';
import { OutboxSection } from './OutboxSection';

interface Props {
  worker: Pick<WorkerStores, 'outbox' | 'abandonedDrafts' | 'reasonCodes'>;
  /** Begins the ids of the fields: the tab and the top bar may show these lists at once. */
  id: string;
  /** The task in whose tab they stand; null in the top bar. */
  reservationSid: string | null;
  /** Gets the focus when the list that had it is empty. */
  focusFallback: () => HTMLElement | null;
}

/** What has not reached the server: recordings that wait or were refused, and tasks that ended without a reason (RC-4, RC-5, RC-6). */
export const UnsentWork: React.FC<Props> = ({ worker, id, reservationSid, focusFallback }) => {
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
        reservationSid={reservationSid}
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
