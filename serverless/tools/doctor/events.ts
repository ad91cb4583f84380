import { readConfig } from '../../src/config/config';
import { readEventsConfig } from '../../src/config/events';
import { readEventsHealth, type EventsHealth } from '../../src/events/health';
import type { Finding } from '../../src/runtime/diagnosis';
import { clientsOf } from '../../src/vendors/clients';
import { BillingError } from '../../src/vendors/whmcs/billing-error';
import { WhmcsClient } from '../../src/vendors/whmcs/client';
import type { DeployPlan } from '../deploy/plan';
import type { Check } from './doctor';

/** Salesforce says something at least every 270 s. */
const LISTENED_WITHIN_MS = 600_000;
const LATE_MS = 10_000;
const NAMED = 5;

/** The worker that provisions approved orders, as the store has it, and the billing system (EV-5). */
export function eventsCheck({ env }: DeployPlan, file: string): Check {
  return {
    name: 'events',
    title: 'Order events',
    where: env.WHMCS_URL ?? '',
    isConfigured: env.WHMCS_URL !== undefined,
    look: async () => {
      const config = readConfig(env);
      const events = readEventsConfig(env, config);
      if (events === null) return [];
      const [health, billing] = await Promise.all([
        clientsOf(config).firestore().then(readEventsHealth),
        billingFinding(new WhmcsClient(events.billing)),
      ]);
      return [...eventsFindings(health, Date.now(), file), billing];
    },
  };
}

export function eventsFindings(
  { listeningAt, lastEventAt, lagMs, waiting, failed }: EventsHealth,
  now: number,
  file: string,
): Finding[] {
  const start = `npm run events -w serverless -- --env-file ${file}`;
  const isListening = listeningAt !== null && now - Date.parse(listeningAt) < LISTENED_WITHIN_MS;
  const findings: Finding[] = [
    isListening
      ? { id: 'events.worker', level: 'ok', text: `A worker listened at ${listeningAt}` }
      : {
          id: 'events.worker',
          level: 'fail',
          text: listeningAt === null ? 'No worker has ever listened' : `No worker has listened since ${listeningAt}`,
          mend: start,
        },
  ];
  if (lastEventAt !== null && lagMs !== null) {
    const text = `The last event, of ${lastEventAt}, was noted after ${lagMs} ms`;
    findings.push({ id: 'events.lag', level: lagMs > LATE_MS ? 'warn' : 'ok', text });
  }
  if (waiting > 0) findings.push({ id: 'events.waiting', level: 'ok', text: `${waiting} order(s) are on their way` });
  if (failed.length > 0)
    findings.push({
      id: 'events.failed',
      level: 'warn',
      text: `${failed.length} order(s) failed: ${failed
        .slice(0, NAMED)
        .map(({ orderId, reason }) => `${orderId} (${reason})`)
        .join('; ')}`,
      mend: 'Mend the reason, then set Activation_Status__c of the order to Activating, or Retry activation in the tab',
    });
  return findings;
}

/** Asks for an order that there needn't be. */
async function billingFinding(client: WhmcsClient): Promise<Finding> {
  const id = 'events.billing';
  try {
    await client.status(1);
    return { id, level: 'ok', text: 'WHMCS answers and knows the log-in' };
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    return { id, level: 'fail', text: error.words, mend: 'Look at WHMCS_URL, its API credentials and its allowed addresses' };
  }
}
