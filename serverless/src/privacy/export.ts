import type { ExportedPage } from '@interaction-history/shared/src/contract/privacy';
import { Timestamp } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { pageOf } from './apply';
import { personOf } from './person';
import { KINDS, type Kind } from './rules';

interface Place {
  kind: Kind;
  /** Which of the kind's questions. */
  question: number;
  /** Name of the last document of the page before; empty at the beginning. */
  after: string;
}

/**
 * A page of all that is held of a person, as it is stored (PR-1); times are ISO 8601. A page can be empty and not be the last. A document
 * that two questions find is on two pages: whoever joins them goes by kind and id.
 * @throws AppError not_found (none of the customers is there), invalid_request (a cursor that isn't ours); UpstreamError
 */
export async function exportPerson(request: RequestOf<'privacy/export'>, ctx: RequestContext): Promise<ExportedPage> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const { person, customers } = await personOf(store, request.customerIds);
    if (customers.length === 0) throw new AppError('not_found', 'Nothing is held of this person any more: search again');
    const place = request.cursor === undefined ? start : readCursor(request.cursor);
    const page = await pageOf(store, place, person, ctx.config);
    return {
      documents: page.docs.map((doc) => ({
        kind: place.kind,
        id: doc.id,
        content: plain(doc.data()) as Record<string, unknown>,
      })),
      nextCursor: writeCursor(next(place, page)),
    };
  });
}

const start: Place = { kind: 'customers', question: 0, after: '' };
/** Whom it is about comes first. */
const ORDER: readonly Kind[] = ['customers', ...KINDS.filter((kind) => kind !== 'customers')];

function next(place: Place, { after, isLastQuestion }: { after: string | null; isLastQuestion: boolean }): Place | null {
  if (after !== null) return { ...place, after };
  if (!isLastQuestion) return { ...place, question: place.question + 1, after: '' };
  const kind = ORDER[ORDER.indexOf(place.kind) + 1];
  return kind === undefined ? null : { kind, question: 0, after: '' };
}

const writeCursor = (place: Place | null): string | null =>
  place === null ? null : Buffer.from(`${place.kind}.${place.question}.${place.after}`).toString('base64url');

function readCursor(cursor: string): Place {
  const refused = new AppError('invalid_request', 'The cursor is not one of ours: start from the first page', {
    fields: { cursor: { code: 'wrong_format' } },
  });
  const [, kind, question, after] =
    /^([a-zA-Z]{1,20})\.(\d{1,4})\.([^/]*)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const known = ORDER.find((each) => each === kind);
  if (known === undefined || question === undefined || after === undefined) throw refused;
  return { kind: known, question: Number(question), after };
}

/** Firestore's own kinds as JSON has them. */
function plain(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
