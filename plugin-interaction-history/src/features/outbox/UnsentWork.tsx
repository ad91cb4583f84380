import * as React from 'react';
import { useStore } from '../../state/store';
import { focusWhenShown } from '../../ui/focus-when-shown';
import type { Features } from '../features';
import { UnfinishedSection } from '../wrap-up/AbandonedDraftsSection';
import { OutboxSection } from './OutboxSection';

interface Props {
  features: Pick<Features, 'outbox' | 'unfinished' | 'reasonCodes'>;
  /** Begins the ids of the fields: the tab and the top bar may show these lists at once. */
  id: string;
  /** The task in whose tab they stand; null in the top bar. */
  reservationSid: string | null;
  /** Gets the focus when the list that had it is empty. */
  heir: () => HTMLElement | null;
}

/** What has not reached the server: recordings that wait or were refused, and tasks that ended without a reason (RC-4, RC-5, RC-6). */
export const Leftovers: React.FC<Props> = ({ features, id, reservationSid, heir }) => {
  const { outbox, unfinished, reasonCodes } = features;
  const takeBack = (entry: string): void => {
    // a task still at hand brings its own form to the front
    if (unfinished.takeBack(entry)) focusWhenShown(() => document.getElementById(`${id}-reason`));
  };
  return (
    <>
      <OutboxSection
        state={useStore(outbox.store)}
        reservationSid={reservationSid}
        heir={heir}
        onSendNow={() => void outbox.sendNow()}
        onDismiss={outbox.dismiss}
        onTakeBack={takeBack}
      />
      <UnfinishedSection
        id={id}
        drafts={useStore(unfinished.store)}
        reasons={useStore(reasonCodes.store)}
        heir={heir}
        onEdit={unfinished.edit}
        onSend={unfinished.send}
        onDiscard={unfinished.discard}
        onRetryReasons={() => void reasonCodes.load()}
      />
    </>
  );
};
