import type { Deadline } from '../../runtime/deadline';
import { log } from '../../runtime/log';
import type { SalesforceClient } from './client';
import { compositeBody, compositeResults } from './composite';
import type { Described, DescribedField } from './org-facts';
import { SalesforceRefusal } from './upstream';

/** Every object that a request of ours names. */
const OBJECTS = ['Contact', 'Account', 'Lead', 'Case', 'CaseComment', 'Order', 'Task'];

/**
 * Does as much of a piece of work as the org allows (OP-6): again, with what was learnt, after each refusal that teaches something.
 * What is left out for that is told in the log, once a process.
 * @param work reads `client.facts` anew each time
 * @throws UpstreamError, SalesforceRefusal
 */
export async function asOrgAllows<T>(client: SalesforceClient, deadline: Deadline, work: () => Promise<T>): Promise<T> {
  let refusedWith = '';
  for (;;) {
    try {
      const done = await work();
      tell(refusedWith, client.facts.takeMissed());
      return done;
    } catch (error) {
      if (!(error instanceof SalesforceRefusal) || deadline.remainingMs() === 0) throw error;
      if (!(await client.facts.learnFrom(error.errorCode, () => describe(client, deadline)))) throw error;
      refusedWith = error.errorCode;
    }
  }
}

function tell(code: string, names: readonly string[]): void {
  if (names.length === 0) return;
  const event = `left out, because the org lacks it or hides it from the integration user: ${names.join(', ')}`;
  log('warn', { correlationId: 'salesforce', endpoint: 'salesforce', source: 'salesforce', code, event });
}

/** One API call. An object that is not there, or not to be seen, is left out. */
async function describe(client: SalesforceClient, deadline: Deadline): Promise<Described> {
  const parts = OBJECTS.map((name) => ({ method: 'GET' as const, path: `/sobjects/${name}/describe`, referenceId: name }));
  const results = compositeResults(await client.read<unknown>('POST', '/composite', compositeBody(parts, false), deadline));
  return new Map(
    results.flatMap(({ referenceId, httpStatusCode, body }) => {
      const { fields } = (body ?? {}) as { fields?: (DescribedField & { name: string })[] };
      if (httpStatusCode !== 200 || !Array.isArray(fields)) return [];
      return [
        [referenceId, new Map(fields.map(({ name, filterable, createable }) => [name, { filterable, createable }]))] as const,
      ];
    }),
  );
}
