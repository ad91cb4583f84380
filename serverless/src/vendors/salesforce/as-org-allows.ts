import type { Deadline } from '../../runtime/deadline';
import { log } from '../../runtime/log';
import type { SalesforceClient } from './client';
import { describeObjects } from './describe';
import { SalesforceRefusal } from './upstream';

/** Every object that a request of ours names. */
const OBJECTS = [
  ...['Contact', 'Account', 'Lead', 'Case', 'CaseComment', 'Task'],
  ...['Opportunity', 'Order', 'OrderItem', 'Product2', 'Pricebook2', 'PricebookEntry', 'Organization'],
];

/**
 * Does as much of a piece of work as the org allows (OP-6): again, with what was learnt, after each refusal that teaches something.
 * What is left out for that is told in the log, once a process.
 * @param work reads `client.facts` each time
 * @throws UpstreamError, SalesforceRefusal
 */
export async function asOrgAllows<T>(client: SalesforceClient, deadline: Deadline, work: () => Promise<T>): Promise<T> {
  let refusedWith = '';
  for (;;) {
    const since = client.facts.revision;
    try {
      const done = await work();
      tell(refusedWith, client.facts.takeMissed());
      return done;
    } catch (error) {
      if (!(error instanceof SalesforceRefusal) || deadline.remainingMs() === 0) throw error;
      if (!(await client.facts.learnFrom(error.errorCode, since, () => describeObjects(client, OBJECTS, deadline)))) throw error;
      refusedWith = error.errorCode;
    }
  }
}

function tell(code: string, names: readonly string[]): void {
  if (names.length === 0) return;
  const event = `left out, because the org lacks it or hides it from the integration user: ${names.join(', ')}`;
  log('warn', { correlationId: 'salesforce', endpoint: 'salesforce', source: 'salesforce', code, event });
}
