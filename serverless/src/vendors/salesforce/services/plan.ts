import type { ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { Deadline } from '../../../runtime/deadline';
import type { SalesforceClient } from '../client';
import type { CompositeSubrequest } from '../composite';
import type { Row } from '../match';
import type { OrgFacts } from '../org-facts';
import { soqlName, soqlText } from '../soql';
import { refusalIn } from '../upstream';
import type { ServiceRows } from './read-rows';

/** A record as it must still stand for the action to be right: looked up in the same transaction, before anything is written. */
export interface Guard {
  reference: string;
  object: 'Account' | 'Opportunity' | 'Order';
  id: string;
  /** Field → what was read of it; null: empty. */
  asRead: Record<string, string | number | null>;
}
/** One action as one request: all or none. */
export interface Plan {
  guards: Guard[];
  parts: CompositeSubrequest[];
  /** The part that makes what the action is known by. */
  makes: { reference: string; object: 'Case' | 'Order' } | null;
}

/** What every action is made of. */
export interface PlanContext {
  rows: ServiceRows;
  mapping: ServiceMapping;
  facts: OrgFacts;
  /** Of the request, to be the key of what it makes. */
  key: string;
  accountId: string;
  contactId: string | null;
  /** ISO instant. */
  now: string;
  /** The case's text from what the agent wrote: with who called and who acted. */
  caseText(words: string): { description: string; origin: string };
  /** The words of the worker as a comment of a case. */
  commentText(words: string): string;
}

/** Where a guarded record is written: its id comes out of the guard, so that nothing is written where it has moved. */
export const guarded = ({ reference, object }: Guard): string => `/sobjects/${object}/@{${reference}.records[0].Id}`;

/** A record's fields, without those that the org lacks. */
export const known = (facts: OrgFacts, object: string, body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([field]) => facts.has(`${object}.${field}`)));

/** A change of a guarded record. */
export const change = (facts: OrgFacts, guard: Guard, body: Record<string, unknown>): CompositeSubrequest => ({
  method: 'PATCH',
  path: guarded(guard),
  referenceId: `${guard.reference}Changed`,
  body: known(facts, guard.object, body),
});

/** A case of an action, under the request's key: a second one of the same request is refused by the org. */
export function casePart(
  ctx: PlanContext,
  { type, subject, words, opportunity }: { type: string; subject: string; words: string; opportunity?: string },
): CompositeSubrequest {
  const { description, origin } = ctx.caseText(words);
  return {
    method: 'POST',
    path: '/sobjects/Case',
    referenceId: 'made',
    body: known(ctx.facts, 'Case', {
      AccountId: ctx.accountId,
      ...(ctx.contactId === null ? {} : { ContactId: ctx.contactId }),
      Type: type,
      Subject: subject,
      Description: description,
      Origin: origin,
      ...(opportunity === undefined ? {} : { [ctx.mapping.fields.caseOpportunity]: opportunity }),
      [ctx.mapping.fields.requestKey]: ctx.key,
    }),
  };
}

/** What the agent wrote, on the newest open case of that type; nothing where there is no word or no case. */
export function commentParts(ctx: PlanContext, type: string, words: string): CompositeSubrequest[] {
  const open = ctx.rows.cases.find((row) => row.Type === type && row.IsClosed !== true);
  if (open === undefined || words === '') return [];
  const body = { ParentId: String(open.Id), CommentBody: ctx.commentText(words) };
  return [{ method: 'POST', path: '/sobjects/CaseComment', referenceId: 'comment', body }];
}

/** What was made, as it is known: a case's or an order's number. */
export interface Made {
  id: string;
  number: string;
}

/**
 * Carries out a plan as one request, all or none.
 * @returns what it made, null where it makes nothing
 * @throws SalesforceRefusal; with PROCESSING_HALTED where a guarded record no longer stands as it was read
 */
export async function carryOut(client: SalesforceClient, plan: Plan, deadline: Deadline): Promise<Made | null> {
  const numbered = plan.makes === null ? [] : [numberPart(plan.makes)];
  const results = await client.composite([...plan.guards.map(guardPart), ...plan.parts, ...numbered], true, deadline);
  const refused = refusalIn(results);
  if (refused !== null) throw refused;
  const row = results.find(({ referenceId }) => referenceId === 'number')?.body as Row | undefined;
  return row === undefined ? null : madeOf(row);
}

export const madeOf = (row: Row): Made => ({ id: String(row.Id), number: String(row.CaseNumber ?? row.OrderNumber) });

function guardPart({ reference, object, id, asRead }: Guard): CompositeSubrequest {
  const conditions = Object.entries(asRead).map(([field, value]) => `${soqlName(field)} = ${literal(value)}`);
  const soql = `SELECT Id FROM ${object} WHERE ${[`Id = ${soqlText(id)}`, ...conditions].join(' AND ')}`;
  return { method: 'GET', path: `/query?q=${encodeURIComponent(soql)}`, referenceId: reference };
}
const literal = (value: string | number | null): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : soqlText(value);

const numberPart = ({ reference, object }: { reference: string; object: 'Case' | 'Order' }): CompositeSubrequest => ({
  method: 'GET',
  path: `/sobjects/${object}/@{${reference}.id}?fields=Id,${object}Number`,
  referenceId: 'number',
});
