import type { SearchResponse, SearchResult } from '@interaction-history/shared/src/contract/customers';
import type { ApiError } from '../../api/api-error';

/** The query pane's fields, in their order on the screen (ID-8). */
export const QUERY_FIELDS = ['name', 'email', 'accountNumber', 'company', 'postalCode', 'phone'] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];
export type QueryFields = Record<QueryField, string>;

export type Search =
  { phase: 'none' } | { phase: 'loading' } | { phase: 'failed'; error: ApiError } | { phase: 'done'; answer: SearchResponse };

export interface QueryState {
  fields: QueryFields;
  search: Search;
  /** The result that the arrow keys are on, by key; kept while its record is open. */
  active: string | null;
}

export const emptyQuery: QueryState = {
  fields: { name: '', email: '', accountNumber: '', company: '', postalCode: '', phone: '' },
  search: { phase: 'none' },
  active: null,
};

/** The fields that say something, trimmed: what is sent. Empty when nothing is filled in. */
export function filled(fields: QueryFields): Partial<QueryFields> {
  const said = QUERY_FIELDS.map((field) => [field, fields[field].trim()] as const).filter(([, text]) => text !== '');
  return Object.fromEntries(said);
}

export const resultsOf = ({ search }: QueryState): readonly SearchResult[] =>
  search.phase === 'done' ? search.answer.results : [];

/** How many both sources have, of which the best are shown. One that is in both is counted once where both copies are shown. */
export function totalOf({ results, salesforce, master }: SearchResponse): number {
  const total = (salesforce.status === 'ok' ? salesforce.total : 0) + (master.status === 'ok' ? master.total : 0);
  const merged = results.filter(({ sources }) => sources.length > 1).length;
  return Math.max(results.length, total - merged);
}
