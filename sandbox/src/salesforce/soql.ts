import {
  parseQuery,
  type Condition,
  type FieldType as ParsedField,
  type OrderByClause,
  type Query,
  type WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { ApiError, malformedQuery } from './api-error';
import type { FieldValue, Records, StoredRecord } from './records';
import { isFilterable, type FieldSchema } from './field';
import type { ObjectSchema, SchemaView } from './schema';
import { compareValues, matchesLiteral } from './soql-values';
import { ConditionParser, flattened } from './soql-where';

export interface QueryAnswer {
  totalSize: number;
  done: true;
  records: Record<string, unknown>[];
}

/**
 * Runs a SOQL query over the records: fields, parent relationships, child subqueries, COUNT with GROUP BY, semi-joins, WHERE, ORDER BY, LIMIT, OFFSET.
 * @param among the ids of the records it is about; all when left out
 * @throws ApiError MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE, INVALID_QUERY_FILTER_OPERATOR; anything not implemented is one of these, never ignored
 */
export function runQuery(
  records: Records,
  soql: string,
  view: SchemaView = records.schema,
  among?: ReadonlySet<string>,
): QueryAnswer {
  return new Execution(records, view).run(parsed(soql), among);
}

/** Parses, and refuses what Salesforce refuses although the grammar allows it. */
export function parsed(soql: string): Query {
  let query: Query;
  try {
    query = parseQuery(soql);
  } catch (error) {
    throw malformedQuery(`unexpected token: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'query'}`);
  }
  const unsupported = (['having', 'usingScope', 'withDataCategory', 'for', 'update'] as const).find(
    (clause) => query[clause] !== undefined,
  );
  if (unsupported) throw malformedQuery(`this org's stand-in does not know the clause ${unsupported}`);
  return query;
}

class Execution {
  constructor(
    private readonly records: Records,
    private readonly view: SchemaView,
  ) {}

  run(query: Query, among?: ReadonlySet<string>): QueryAnswer {
    const object = this.view.object(query.sObject ?? '');
    if (object.name.endsWith('__e'))
      throw new ApiError(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support query`);
    let rows = this.select(object, query.where).filter((row) => among?.has(String(row.Id)) ?? true);
    if (query.groupBy) return this.grouped(object, query, rows);
    const counted = (query.fields ?? []).find((one) => one.type === 'FieldFunctionExpression');
    if (counted) {
      if (query.fields?.length !== 1 || counted.functionName !== 'COUNT' || (counted.parameters ?? []).length > 0)
        throw malformedQuery(`function ${counted.rawValue ?? ''} is not known here without GROUP BY`);
      return { totalSize: rows.length, done: true, records: [] };
    }
    rows = this.ordered(object, rows, query.orderBy);
    // The check runs on no rows, too: an unknown field is an error on an empty table as well.
    for (const one of query.fields ?? []) this.project(object, one, null);
    const page = rows.slice(query.offset ?? 0, (query.offset ?? 0) + (query.limit ?? 2000));
    return { totalSize: page.length, done: true, records: page.map((row) => this.shaped(object, query.fields ?? [], row)) };
  }

  select(object: ObjectSchema, where: WhereClause | undefined): StoredRecord[] {
    const rows = this.records.all(object.name);
    if (!where) return rows;
    const test = this.predicate(object, where);
    return rows.filter(test);
  }

  private grouped(object: ObjectSchema, query: Query, rows: StoredRecord[]): QueryAnswer {
    const clauses = Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
    const keys = clauses.map((clause) => {
      if (!clause || !('field' in clause)) throw malformedQuery('GROUP BY takes fields here');
      return this.view.field(object, clause.field).name;
    });
    const groups = new Map<string, StoredRecord[]>();
    for (const row of rows) {
      const key = JSON.stringify(keys.map((name) => row[name] ?? null));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const answers = [...groups.values()].map((group) => {
      const answer: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
      let unnamed = 0;
      for (const one of query.fields ?? []) {
        if (one.type === 'Field') {
          const known = this.view.field(object, one.field).name;
          if (!keys.includes(known)) throw malformedQuery(`Field must be grouped or aggregated: ${known}`);
          answer[known] = group[0]?.[known] ?? null;
        } else if (one.type === 'FieldFunctionExpression' && one.functionName === 'COUNT') {
          const parameter = one.parameters?.[0];
          const counted = typeof parameter === 'string' ? this.view.field(object, parameter).name : 'Id';
          answer[one.alias ?? `expr${unnamed++}`] = group.filter((row) => (row[counted] ?? null) !== null).length;
        } else throw malformedQuery('only fields and COUNT are known in a grouped query');
      }
      return answer;
    });
    const page = answers.slice(0, query.limit ?? 2000);
    return { totalSize: page.length, done: true, records: page };
  }

  private shaped(object: ObjectSchema, fields: ParsedField[], row: StoredRecord): Record<string, unknown> {
    const answer: Record<string, unknown> = { attributes: attributes(object, row) };
    for (const one of fields) mergeInto(answer, this.project(object, one, row));
    return answer;
  }

  private project(object: ObjectSchema, one: ParsedField, row: StoredRecord | null): Record<string, unknown> {
    if (one.type === 'Field') {
      const known = this.view.field(object, one.field);
      return { [known.name]: row?.[known.name] ?? null };
    }
    if (one.type === 'FieldRelationship') {
      const [head = '', ...rest] = one.relationships;
      const { reference, parent } = this.relationship(object, head);
      const target = row === null ? null : (this.records.find(parent.name, String(row[reference.name] ?? '')) ?? null);
      const inner: ParsedField = rest.length > 0 ? { ...one, relationships: rest } : { type: 'Field', field: one.field };
      const value = this.project(parent, inner, target);
      return {
        [reference.relationshipName ?? '']: target === null ? null : { attributes: attributes(parent, target), ...value },
      };
    }
    if (one.type === 'FieldSubquery') {
      const child = object.children.get(one.subquery.relationshipName.toLowerCase());
      if (!child)
        throw new ApiError(
          400,
          'INVALID_TYPE',
          `Didn't understand relationship '${one.subquery.relationshipName}' in FROM part of query call.`,
        );
      const schema = this.view.object(child.object);
      const rows =
        row === null ? [] : this.select(schema, one.subquery.where).filter((candidate) => candidate[child.field] === row.Id);
      const page = this.ordered(schema, rows, one.subquery.orderBy).slice(0, one.subquery.limit ?? 2000);
      for (const inner of one.subquery.fields ?? []) this.project(schema, inner, null);
      const found = page.map((candidate) => this.shaped(schema, one.subquery.fields ?? [], candidate));
      return {
        [one.subquery.relationshipName]: found.length === 0 ? null : { totalSize: found.length, done: true, records: found },
      };
    }
    throw malformedQuery('this kind of field expression is not known here');
  }

  private relationship(object: ObjectSchema, name: string): { reference: FieldSchema; parent: ObjectSchema } {
    const reference = [...object.fields.values()].find((one) => one.relationshipName?.toLowerCase() === name.toLowerCase());
    if (!reference) throw new ApiError(400, 'INVALID_FIELD', `Didn't understand relationship '${name}' in field path.`);
    return { reference, parent: this.view.object(reference.referenceTo ?? '') };
  }

  /** The field at the end of a dotted path, and how to read it from a row. */
  private column(object: ObjectSchema, path: string): { known: FieldSchema; read: (row: StoredRecord) => FieldValue } {
    const [head = '', ...rest] = path.split('.');
    if (rest.length === 0) {
      const known = this.view.field(object, head);
      return { known, read: (row) => row[known.name] ?? null };
    }
    const { reference, parent } = this.relationship(object, head);
    const inner = this.column(parent, rest.join('.'));
    return {
      known: inner.known,
      read: (row) => {
        const target = this.records.find(parent.name, String(row[reference.name] ?? ''));
        return target ? inner.read(target) : null;
      },
    };
  }

  private ordered(
    object: ObjectSchema,
    rows: StoredRecord[],
    orderBy: OrderByClause | OrderByClause[] | undefined,
  ): StoredRecord[] {
    const clauses = (orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy]).map((clause) => {
      if (!('field' in clause)) throw malformedQuery('ORDER BY takes fields here');
      const column = this.column(object, clause.field);
      if (!isFilterable(column.known))
        throw new ApiError(400, 'INVALID_FIELD', `field '${column.known.name}' can not be sorted in a query call`);
      return {
        ...column,
        sign: clause.order === 'DESC' ? -1 : 1,
        nulls: clause.nulls === 'LAST' ? 1 : -1,
      };
    });
    return [...rows].sort((a, b) => {
      for (const { read, sign, nulls } of clauses) {
        const [left, right] = [read(a), read(b)];
        if (left === null || right === null) {
          if (left !== right) return left === null ? nulls : -nulls;
          continue;
        }
        const order = compareValues(left, right) * sign;
        if (order !== 0) return order;
      }
      return 0;
    });
  }

  private predicate(object: ObjectSchema, where: WhereClause): (row: StoredRecord) => boolean {
    return new ConditionParser(flattened(where), (condition) => this.condition(object, condition)).parse();
  }

  private condition(object: ObjectSchema, condition: Condition): (row: StoredRecord) => boolean {
    if (!('field' in condition) || typeof condition.field !== 'string')
      throw malformedQuery('functions in WHERE are not known here');
    const { known, read } = this.column(object, condition.field);
    if ('valueQuery' in condition) {
      const inner = condition.valueQuery as Query;
      const [wanted] = inner.fields ?? [];
      if (inner.fields?.length !== 1 || wanted?.type !== 'Field') throw malformedQuery('a semi-join selects one field');
      const target = this.view.object(inner.sObject ?? '');
      const name = this.view.field(target, wanted.field).name;
      const values = new Set(this.select(target, inner.where).map((row) => row[name] ?? null));
      values.delete(null);
      return (row) => values.has(read(row)) === (condition.operator === 'IN');
    }
    if (!('value' in condition)) throw malformedQuery('a condition without a value');
    const test = matchesLiteral(known, condition.operator, condition.value, condition.literalType);
    return (row) => test(read(row));
  }
}

const attributes = (object: ObjectSchema, row: StoredRecord): Record<string, unknown> => ({
  type: object.name,
  url: `/services/data/v62.0/sobjects/${object.name}/${String(row.Id)}`,
});

/** `Account.Name` and `Account.Phone` arrive one by one and belong in one `Account`. */
function mergeInto(answer: Record<string, unknown>, part: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(part)) {
    const present = answer[name];
    if (isObject(present) && isObject(value)) mergeInto(present, value);
    else answer[name] = value;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
