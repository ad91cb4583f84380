import type { DraftsOfTask } from '@interaction-history/shared/src/contract/drafts';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { Lifetime } from '../../state/lifetime';
import { whileVisible } from '../../state/poll';
import { createStore, type Store } from '../../state/store';
import { timings } from '../../state/timings';
import type { AgentTask } from '../../tasks/agent-task';

/** Whose part came before, and what they have typed so far; null until they have, and once it is recorded. */
export interface Handover {
  reservationSid: string;
  name: string;
  note: { reasonId: string | null; comment: string; savedAt: string } | null;
}

/**
 * What the server has of the task, once the agent has accepted it: their own part, typed at another desk or in an earlier page, and
 * the note of whoever transferred it, which is followed while that agent is still writing.
 * @param onOwn gets the first answer
 */
export function followTaskDrafts(about: {
  api: ApiCall;
  task: Store<AgentTask>;
  lifetime: Lifetime;
  onOwn: (answer: DraftsOfTask) => void;
}): Store<Handover | null> {
  const { api, task, lifetime, onOwn } = about;
  const { taskSid, reservationSid } = task.get();
  const handover = createStore<Handover | null>(null);
  let isAsked = false;
  let isTold = false;
  let stop = (): void => undefined;

  const ask = async (): Promise<void> => {
    try {
      const answer = await api('drafts/of-task', { taskSid, reservationSid });
      if (lifetime.isOver) return;
      handover.set(handoverIn(answer));
      if (!isTold) onOwn(answer);
      isTold = true;
      if (answer.from === null) stop();
    } catch (thrown) {
      // what is retryable is asked again, quietly: the form works without it
      if (!asApiError(thrown).retryable) stop();
    }
  };
  const begin = (): void => {
    const { phase } = task.get();
    if (isAsked || (phase !== 'accepted' && phase !== 'wrapping')) return;
    isAsked = true;
    stop = whileVisible(timings.followHistory, () => void ask());
    void ask();
  };
  lifetime.follow(task, begin);
  lifetime.onEnd(() => stop());
  begin();
  return handover;
}

function handoverIn({ from, drafts }: DraftsOfTask): Handover | null {
  if (from === null) return null;
  const note = drafts.find((draft) => draft.reservationSid === from.reservationSid);
  return {
    reservationSid: from.reservationSid,
    name: from.worker.name,
    note: note ? { reasonId: note.reasonId, comment: note.comment, savedAt: note.savedAt } : null,
  };
}
