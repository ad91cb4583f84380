import type { AuditEntry, AuditListResponse } from '@interaction-history/shared/src/contract/audit';
import { Timestamp, type Firestore, type Query, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { anyOf } from '../vendors/firestore/any-of';
import { collections } from '../vendors/firestore/collections';
import type { AuditDocument } from '../vendors/firestore/documents';
import { peopleFor } from './people-for';
import { workerNames } from '../vendors/taskrouter/worker-names';

type Request = RequestOf<'audit/list'>;
type Row = QueryDocumentSnapshot<AuditDocument>;

const PAGE = 100;

/**
 * The audit trail, newest first (PR-2): of a customer, of a worker, or all of it. A customer's rows are found by the ids and by the hashes
 * of every key that leads there, so rows from before the customer was stored with us are among them.
 * @throws AppError invalid_request (a cursor that isn't ours, a span that ends before it begins); UpstreamError firestore
 */
export async function auditList(request: Request, ctx: RequestContext): Promise<AuditListResponse> {
  if (request.from >= request.to)
    throw new AppError('invalid_request', 'The span ends before it begins', { fields: { to: { code: 'wrong_format' } } });
  const { customers, rows } = await onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const people = request.text === undefined ? null : await peopleFor(store, request.text, ctx.config);
    const queries = people === null ? [collections.audit(store)] : aboutAnyOf(store, people.subjects);
    const pages = await Promise.all(queries.map((query) => page(query, request)));
    return { customers: people?.customers ?? [], rows: newest(pages.flat()) };
  });
  const shown = rows.slice(0, PAGE);
  const names = await workerNames(
    shown.map((row) => row.data().workerSid),
    ctx,
  );
  const last = shown.at(-1);
  return {
    customers,
    entries: shown.map((row) => entryOf(row, names)),
    nextCursor: rows.length > PAGE && last !== undefined ? writeCursor(last) : null,
  };
}

const aboutAnyOf = (store: Firestore, subjects: readonly string[]): Query<AuditDocument>[] =>
  anyOf(subjects, (some) => collections.audit(store).where('subjects', 'array-contains-any', some));

/** Rows of a customer are few: what else is wanted of them is picked out here, and not by an index for each combination. */
async function page(query: Query<AuditDocument>, { text, workerSid, action, from, to, cursor }: Request): Promise<Row[]> {
  let asked = query;
  if (text === undefined && workerSid !== undefined) asked = asked.where('workerSid', '==', workerSid);
  if (text === undefined && action !== undefined) asked = asked.where('action', '==', action);
  asked = asked
    .where('at', '>=', Timestamp.fromDate(new Date(from)))
    .where('at', '<', Timestamp.fromDate(new Date(to)))
    .orderBy('at', 'desc')
    .orderBy('__name__', 'desc');
  const found: Row[] = [];
  for (let after: unknown[] | null = cursor === undefined ? [] : readCursor(cursor); after !== null;) {
    const { docs } = await (after.length === 0 ? asked : asked.startAfter(...after)).limit(PAGE + 1).get();
    found.push(...docs.filter((row) => isWanted(row.data(), { workerSid, action })));
    const last = docs.at(-1);
    after = docs.length <= PAGE || found.length > PAGE || last === undefined ? null : [last.data().at, last.id];
  }
  return found;
}

const isWanted = (row: AuditDocument, { workerSid, action }: Pick<Request, 'workerSid' | 'action'>): boolean =>
  (workerSid === undefined || row.workerSid === workerSid) && (action === undefined || row.action === action);

/** Of several questions, each row once. */
function newest(rows: readonly Row[]): Row[] {
  const order = (a: Row, b: Row): number => b.data().at.toMillis() - a.data().at.toMillis() || (a.id < b.id ? 1 : -1);
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort(order);
}

function entryOf(row: Row, names: ReadonlyMap<string, string>): AuditEntry {
  const { at, workerSid, roles, action, taskSid, subjects = [], outcome, code, endpoint, ...more } = row.data();
  const customerIds = subjects.filter((subject) => !subject.startsWith('#'));
  return {
    id: row.id,
    at: at.toDate().toISOString(),
    worker: { sid: workerSid, name: names.get(workerSid) ?? workerSid },
    roles: [...roles],
    action,
    taskSid,
    customerIds,
    others: subjects.length - customerIds.length,
    interactionId: more.interactionId ?? null,
    outcome: outcome ?? code ?? null,
    endpoint: endpoint ?? null,
    correlationId: more.correlationId,
  };
}

const writeCursor = (row: Row): string => {
  const { at } = row.data();
  return Buffer.from(`${at.seconds}.${at.nanoseconds}.${row.id}`).toString('base64url');
};

function readCursor(cursor: string): [Timestamp, string] {
  const [, seconds, nanoseconds, id] =
    /^(\d{1,11})\.(\d{1,9})\.([A-Za-z0-9]{1,40})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (seconds === undefined || nanoseconds === undefined || id === undefined)
    throw new AppError('invalid_request', 'The cursor is not one of ours: start from the first page', {
      fields: { cursor: { code: 'wrong_format' } },
    });
  return [new Timestamp(Number(seconds), Number(nanoseconds)), id];
}
