/** One field of an index, as firestore.indexes.json has it. */
export interface IndexField {
  fieldPath: string;
  order?: string;
  arrayConfig?: string;
}
export interface CompositeIndex {
  collectionGroup: string;
  queryScope: string;
  fields: readonly IndexField[];
}
export interface FieldOverride {
  collectionGroup: string;
  fieldPath: string;
  /** None: those of the database, as for any field. */
  indexes?: readonly object[];
  /** Its time deletes its document. */
  ttl?: boolean;
}
/** What is deployed to a database: the shape of firestore.indexes.json. */
export interface Indexes {
  indexes: readonly CompositeIndex[];
  fieldOverrides: readonly FieldOverride[];
}

/** A query as the wire has it; what is not named here doesn't matter to an index. */
interface Field {
  fieldPath: string;
}
interface Filter {
  compositeFilter?: { op: string; filters: Filter[] };
  fieldFilter?: { field: Field; op: string };
  unaryFilter?: { field: Field; op: string };
}
export interface StructuredQuery {
  from?: { collectionId?: string; allDescendants?: boolean }[];
  where?: Filter;
  orderBy?: { field: Field; direction?: string }[];
}

/** Filters that a value's place in an index answers; every other one is a range. */
const EQUALITIES = ['EQUAL', 'IN', 'IS_NULL', 'IS_NAN'];
const ARRAYS = ['ARRAY_CONTAINS', 'ARRAY_CONTAINS_ANY'];
const NAME = '__name__';

/**
 * Whether a database can answer a query with its indexes (firebase.google.com/docs/firestore/query-data/index-overview): every field has an
 * automatic index in both orders unless it is exempt; equalities alone are joined from those; an order or a range beside an equality
 * needs a composite index that ends with exactly that order, or several that do and together name every equality.
 * @returns null when it can; else what lacks, for the refusal's text
 */
export function missingIndex(query: StructuredQuery, deployed: Indexes): string | null {
  const [{ collectionId = '', allDescendants = false } = {}] = query.from ?? [];
  const filters = flatten(query.where);
  const equal = new Set(filters.filter(({ op }) => EQUALITIES.includes(op)).map(({ path }) => `${path} order`));
  for (const { path, op } of filters) if (ARRAYS.includes(op)) equal.add(`${path} array`);
  const order = orderOf(query, filters, equal);
  const needed = [...equal, ...order.map(({ fieldPath, order }) => `${fieldPath} ${order}`)].join(', ');
  const exempt = (path: string): boolean =>
    deployed.fieldOverrides.some(
      (each) => each.collectionGroup === collectionId && each.fieldPath === path && each.indexes?.length === 0,
    );
  const scope = allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION';
  const isAutomatic = equal.size === 0 ? order.length <= 2 : order.every(({ fieldPath }) => fieldPath === NAME);
  if (isAutomatic) {
    const paths = [...filters.map(({ path }) => path), ...order.map(({ fieldPath }) => fieldPath)];
    return (allDescendants && paths.some((path) => path !== NAME)) || paths.some(exempt) ? needed : null;
  }
  const covered = new Set<string>();
  let ordered = false;
  for (const index of deployed.indexes) {
    if (index.collectionGroup !== collectionId || index.queryScope !== scope) continue;
    const prefix = prefixBefore(index, order);
    if (prefix?.every((each) => equal.has(each)) !== true) continue;
    ordered = true;
    for (const each of prefix) covered.add(each);
  }
  return [...equal].every((each) => covered.has(each)) && ordered ? null : needed;
}

function flatten(filter: Filter | undefined): { path: string; op: string }[] {
  if (filter === undefined) return [];
  if (filter.compositeFilter !== undefined) return filter.compositeFilter.filters.flatMap(flatten);
  const { field, op } = filter.fieldFilter ?? filter.unaryFilter ?? { field: { fieldPath: '' }, op: '' };
  return [{ path: field.fieldPath.replaceAll('`', ''), op }];
}

/** The order that the answer has: what was asked for, else by the fields of ranges; by name in the end, in the last one's direction. */
function orderOf(
  query: StructuredQuery,
  filters: readonly { path: string; op: string }[],
  equal: ReadonlySet<string>,
): { fieldPath: string; order: string }[] {
  const asked = (query.orderBy ?? []).map(({ field, direction }) => ({
    fieldPath: field.fieldPath.replaceAll('`', ''),
    order: direction === 'DESCENDING' ? 'DESCENDING' : 'ASCENDING',
  }));
  const ranges = filters.filter(({ op }) => !EQUALITIES.includes(op) && !ARRAYS.includes(op)).map(({ path }) => path);
  for (const path of ranges.sort())
    if (!asked.some(({ fieldPath }) => fieldPath === path)) asked.push({ fieldPath: path, order: 'ASCENDING' });
  const order = asked.filter(({ fieldPath }) => !equal.has(`${fieldPath} order`));
  const last = order.at(-1)?.order ?? 'ASCENDING';
  return order.some(({ fieldPath }) => fieldPath === NAME) ? order : [...order, { fieldPath: NAME, order: last }];
}

/** What an index has before the order, each as `path order` or `path array`; null when it doesn't end with exactly that order. */
function prefixBefore(index: CompositeIndex, order: readonly { fieldPath: string; order: string }[]): string[] | null {
  const last = index.fields.at(-1);
  const fields =
    last?.fieldPath === NAME ? index.fields : [...index.fields, { fieldPath: NAME, order: last?.order ?? 'ASCENDING' }];
  const end = fields.slice(fields.length - order.length);
  const ends =
    end.length === order.length &&
    order.every(({ fieldPath, order: way }, at) => end[at]?.fieldPath === fieldPath && end[at]?.order === way);
  if (!ends) return null;
  return fields
    .slice(0, fields.length - order.length)
    .map((each) => `${each.fieldPath} ${each.arrayConfig === undefined ? 'order' : 'array'}`);
}
