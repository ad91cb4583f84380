import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';

/** What the agent opened in the customer's place; nothing opened is what the look-up leads to. */
export type Face =
  | { show: 'search'; from: Origin }
  | { show: 'record'; from: Origin; accountNumber: string; name: string }
  | { show: 'new-customer'; from: Origin };

/** Where it was opened from: going back puts the focus there. */
export type Origin = 'header' | 'results' | 'matches';

/** The faces opened over each other, for each reservation; the last is shown. */
export interface Faces {
  of(task: AgentTask): Store<readonly Face[]>;
  open(task: AgentTask, face: Face): void;
  /** Closes the last; the one closed, or null when none was open. */
  back(task: AgentTask): Face | null;
  /** Closes all: a customer is chosen. */
  close(task: AgentTask): void;
  /** True the first time it is asked for a reservation: what opens by itself takes the focus once. */
  greet(task: AgentTask): boolean;
  leave(reservationSid: string): void;
}

export function createFaces(): Faces {
  const stores = new Map<string, Store<readonly Face[]>>();
  const greeted = new Set<string>();
  const of = (task: AgentTask): Store<readonly Face[]> => {
    const store = stores.get(task.reservationSid) ?? createStore<readonly Face[]>([]);
    stores.set(task.reservationSid, store);
    return store;
  };
  return {
    of,
    open(task, face) {
      const open = of(task).get();
      // one that is open already comes forward: what was opened over it is closed
      const at = open.findIndex(({ show }) => show === face.show);
      of(task).set(at === -1 ? [...open, face] : [...open.slice(0, at), face]);
    },
    back(task) {
      const open = of(task).get();
      of(task).set(open.slice(0, -1));
      return open[open.length - 1] ?? null;
    },
    close: (task) => of(task).set([]),
    greet(task) {
      if (greeted.has(task.reservationSid)) return false;
      greeted.add(task.reservationSid);
      return true;
    },
    leave(reservationSid) {
      stores.delete(reservationSid);
      greeted.delete(reservationSid);
    },
  };
}
