import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';

/** Long enough for the agent's next task to be asked for first: nobody waits for this. */
const AFTER_MS = 2_000;
/** Rounds for one request: what is left then is another desktop's, or waits for Salesforce. */
const ROUNDS = 5;

/** Has the Functions tell Salesforce of what was recorded, once the agent is free. */
export interface SalesforceLog {
  soon(): void;
}

export function createSalesforceLog(api: ApiCall): SalesforceLog {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const send = async (): Promise<void> => {
    timer = null;
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const { more, logged } = await api('interactions/log-pending', {});
        if (!more || logged === 0) return;
      }
    } catch (thrown) {
      // it waits in the store: the next recording of anybody, or a schedule, sends it; there is nothing an agent could do
      console.warn('interaction-history: Salesforce was not told yet', asApiError(thrown).code);
    }
  };
  return {
    soon: () => void (timer ??= setTimeout(() => void send(), AFTER_MS)),
  };
}
