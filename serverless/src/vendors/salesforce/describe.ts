import type { Deadline } from '../../runtime/deadline';
import type { SalesforceClient } from './client';
import { compositeBody, compositeResults } from './composite';
import type { FieldDescribe, ObjectDescribe, OrgDescribe } from './org-facts';

/**
 * Describes objects in one API call; up to 25. One that is not there, or not to be seen, is left out.
 * @throws UpstreamError
 */
export async function describeObjects(
  client: SalesforceClient,
  names: readonly string[],
  deadline: Deadline,
): Promise<OrgDescribe> {
  const parts = names.map((name) => ({ method: 'GET' as const, path: `/sobjects/${name}/describe`, referenceId: name }));
  const results = compositeResults(await client.read<unknown>('POST', '/composite', compositeBody(parts, false), deadline));
  return new Map(
    results.flatMap(({ referenceId, httpStatusCode, body }) => {
      const { fields, ...rights } = (body ?? {}) as Omit<ObjectDescribe, 'fields'> & { fields?: FieldDescribe[] };
      if (httpStatusCode !== 200 || !Array.isArray(fields)) return [];
      return [[referenceId, { ...rights, fields: new Map(fields.map((field) => [field.name, field])) }] as const];
    }),
  );
}
