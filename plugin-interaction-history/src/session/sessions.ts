import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { TaskSession, WorkerStores } from '../features/task-session';
import { createStore, type Store } from '../state/store';
import type { AgentTask } from '../tasks/agent-task';
import { createTaskSession, type OwnedSession, type SessionDependencies } from './task-session';
import { createWorkerStores, type WorkerAbout } from './worker-stores';

/** The agent's reservations, and what they have once for all of them: everything the plugin shows and does, without Flex. */
export interface Sessions {
  worker: WorkerStores;
  /** By reservation sid; a new map whenever one begins or ends. */
  store: Store<ReadonlyMap<string, TaskSession>>;
  of(reservationSid: string): TaskSession | null;
  /** The reservation is there, or has changed: its session, begun if need be. */
  update(task: AgentTask): TaskSession;
  /** Whether the agent can call may have changed with something that is no task: their activity. */
  followCalls(): void;
  /** The reservation is gone: nothing of it is kept in memory. */
  end(reservationSid: string): void;
}

type About = WorkerAbout & Pick<SessionDependencies, 'desktop' | 'screenPop'>;

export function createSessions(about: About): Sessions {
  const { api, sealed, locale, desktop, screenPop } = about;
  const store = createStore<ReadonlyMap<string, OwnedSession>>(new Map());
  /** Reservations that are gone: their outbox entries may be sent later still. */
  const ended = new Set<string>();
  const of = (reservationSid: string): OwnedSession | null => store.get().get(reservationSid) ?? null;

  const onAmended = (entry: Interaction, toLog: boolean): void => {
    for (const { history, wrapUp } of store.get().values()) {
      history.changed(entry);
      wrapUp.amended(entry);
    }
    if (toLog) worker.salesforceLog.soon();
  };
  const worker = createWorkerStores(about, {
    ...{ onAmended, desktop },
    reopen(reservationSid) {
      of(reservationSid)?.wrapUp.reopen();
      return of(reservationSid) !== null;
    },
  });
  worker.outbox.onSent((answer) => {
    const { interaction } = answer;
    const { reservationSid } = interaction;
    worker.recorded(answer);
    const session = of(reservationSid);
    if (session !== null) session.wrapUp.sent(interaction);
    // its task may not have arrived yet, after a reload: it must find the entry recorded, not an empty form (RC-4)
    else if (!ended.has(reservationSid)) worker.drafts.settle(interaction, Date.now());
  });

  const dependencies: SessionDependencies = {
    ...{ api, sealed, worker, desktop, screenPop, locale },
    isRinging: () => [...store.get().values()].some(({ task }) => task.get().phase === 'ringing'),
    onAmended,
  };

  const begin = (task: AgentTask): OwnedSession => {
    ended.delete(task.reservationSid);
    const session = createTaskSession(task, dependencies);
    store.set(new Map([...store.get(), [task.reservationSid, session]]));
    return session;
  };
  const followCalls = (): void => worker.calls.follow([...store.get().values()].map(({ task }) => task.get()));

  return {
    worker,
    store,
    of,
    followCalls,
    update(task) {
      const session = of(task.reservationSid) ?? begin(task);
      if (JSON.stringify(session.task.get()) !== JSON.stringify(task)) session.task.set(task);
      followCalls();
      return session;
    },
    end(reservationSid) {
      ended.add(reservationSid);
      of(reservationSid)?.dispose();
      store.set(new Map([...store.get()].filter(([sid]) => sid !== reservationSid)));
      followCalls();
    },
  };
}
