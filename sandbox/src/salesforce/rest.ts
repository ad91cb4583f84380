import { ApiError } from './api-error';
import { assertNoDuplicate, type DuplicateRules } from './duplicate-rules';
import { runBatch, runComposite, type CompositeHost } from './composite';
import { recordPage } from './record-page';
import type { RestAnswer, RestRequest } from './rest-call';
import type { Records, StoredRecord } from './records';
import type { FieldSchema, ObjectSchema } from './schema';
import { runQuery } from './soql';
import { runSearch } from './sosl';
import type { Tokeniser } from './tokenisers';

export const API_VERSION = '62.0';
const BASE = `/services/data/v${API_VERSION}`;
/** An address or method that this stand-in does not implement, as opposed to a request the org would refuse as well. */
export class UnknownRequest extends ApiError {}

/** The REST API over the records: everything behind the session check. Synchronous, so that a composite request is one transaction. */
export class RestApi {
  constructor(
    private readonly records: Records,
    private readonly tokeniser: Tokeniser,
    private readonly usage: () => { used: number; max: number },
    /** Told of each subrequest that failed: its answer is buried in a 200. */
    private readonly refused: (method: string, path: string, error: ApiError) => void,
    private readonly rules: DuplicateRules,
  ) {}

  private readonly host: CompositeHost = {
    handle: (part) => this.handle(part),
    transaction: (work) => this.records.transaction(work),
    refused: (method, path, error) => this.refused(method, path, error),
  };

  /** @throws ApiError */
  handle(request: RestRequest): RestAnswer {
    const url = new URL(request.url, 'http://org.invalid');
    const path = url.pathname.replace(/\/$/, '');
    const is = (method: string, tail: string): boolean => request.method === method && path === BASE + tail;
    if (request.method === 'GET' && path === '/services/data')
      return ok([{ label: 'Winter ’25', url: BASE, version: API_VERSION }]);
    if (is('GET', ''))
      return ok({
        query: `${BASE}/query`,
        search: `${BASE}/search`,
        sobjects: `${BASE}/sobjects`,
        composite: `${BASE}/composite`,
        limits: `${BASE}/limits`,
      });
    if (is('GET', '/limits'))
      return ok({ DailyApiRequests: { Max: this.usage().max, Remaining: this.usage().max - this.usage().used } });
    if (is('GET', '/query')) return ok(runQuery(this.records, required(url, 'q')));
    if (is('GET', '/search')) return ok(runSearch(this.records, required(url, 'q'), this.tokeniser));
    if (is('POST', '/composite')) return runComposite(request.body, this.host);
    if (is('POST', '/composite/batch')) return runBatch(request.body, this.host);
    if (is('GET', '/sobjects'))
      return ok({
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: [...this.records.schema.objects.values()].map((one) => ({ name: one.name, keyPrefix: one.keyPrefix })),
      });
    const [, object, key, value] = new RegExp(`^${BASE}/sobjects/(\\w+)(?:/([^/]+))?(?:/([^/]+))?$`).exec(path) ?? [];
    if (object !== undefined)
      return this.sobject(request, url, object, key, value === undefined ? undefined : decodeURIComponent(value));
    throw new UnknownRequest(404, 'NOT_FOUND', 'The requested resource does not exist');
  }

  private sobject(request: RestRequest, url: URL, name: string, key: string | undefined, value: string | undefined): RestAnswer {
    const schema = this.records.schema.object(name);
    const { method } = request;
    if (key === undefined && method === 'POST') {
      const created = this.records.transaction(() => this.create(request, schema, fieldsOf(request.body)));
      return {
        status: 201,
        body: { id: created.Id, success: true, errors: [] },
        headers: { location: `${BASE}/sobjects/${schema.name}/${String(created.Id)}` },
      };
    }
    if (key === 'describe' && method === 'GET') return ok(describe(schema));
    if (key !== undefined && value !== undefined) return this.byExternalId(request, schema, key, value);
    if (key !== undefined && method === 'GET')
      return ok(this.picked(schema, this.records.get(schema.name, key), url.searchParams.get('fields')));
    if (key !== undefined && method === 'PATCH') {
      this.records.transaction(() => this.records.update(schema.name, key, fieldsOf(request.body)));
      return { status: 204, body: undefined };
    }
    if (method === 'DELETE')
      throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    throw new UnknownRequest(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are HEAD,GET,PATCH,DELETE`);
  }

  /** Upsert and read by external id (REST API guide, "Insert or Update (Upsert) a Record Using an External ID"). */
  private byExternalId(request: RestRequest, schema: ObjectSchema, fieldName: string, value: string): RestAnswer {
    const field = this.records.schema.field(schema, fieldName);
    if (!field.externalId)
      throw new ApiError(400, 'INVALID_FIELD', `Provided external ID field does not exist or is not accessible: ${fieldName}`);
    const present = this.records.findBy(schema.name, field.name, value);
    if (request.method === 'GET') {
      if (!present) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
      return ok(this.picked(schema, present, null));
    }
    if (request.method !== 'PATCH')
      throw new UnknownRequest(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed.`);
    const fields = fieldsOf(request.body);
    if (field.name in fields)
      throw new ApiError(400, 'INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`);
    const saved = this.records.transaction(() =>
      present
        ? this.records.update(schema.name, String(present.Id), fields)
        : this.create(request, schema, { ...fields, [field.name]: value }),
    );
    return { status: present ? 200 : 201, body: { id: saved.Id, success: true, errors: [], created: !present } };
  }

  /** The duplicate rules run on insert. */
  private create(request: RestRequest, schema: ObjectSchema, fields: Record<string, unknown>): StoredRecord {
    const created = this.records.create(schema.name, fields);
    assertNoDuplicate(this.rules, this.records, schema.name, created, request.headers ?? {});
    return created;
  }

  private picked(schema: ObjectSchema, record: StoredRecord, fields: string | null): Record<string, unknown> {
    const wanted =
      fields === null
        ? [...schema.fields.values()]
        : fields.split(',').map((name) => this.records.schema.field(schema, name.trim()));
    return {
      attributes: { type: schema.name, url: `${BASE}/sobjects/${schema.name}/${String(record.Id)}` },
      ...Object.fromEntries(wanted.map((one) => [one.name, record[one.name] ?? null])),
    };
  }

  /** The record as a page. @throws ApiError NOT_FOUND */
  page(object: string, id: string): string {
    return recordPage(this.records, object, id);
  }
}

const ok = (body: unknown): RestAnswer => ({ status: 200, body });

function required(url: URL, name: string): string {
  const value = url.searchParams.get(name);
  if (value === null) throw new ApiError(400, 'MALFORMED_QUERY', `parameter ${name} is required`);
  return value;
}

function fieldsOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'a JSON object is expected');
  return body as Record<string, unknown>;
}

function describe(schema: ObjectSchema): Record<string, unknown> {
  const fieldOf = (one: FieldSchema): Record<string, unknown> => ({
    name: one.name,
    label: one.label,
    type: one.type,
    length: one.length,
    custom: one.name.endsWith('__c'),
    externalId: one.externalId,
    unique: one.unique,
    nillable: !one.required,
    createable: one.writable,
    updateable: one.writable,
    picklistValues: one.picklist.map((value) => ({ value, label: value, active: true, defaultValue: false })),
    referenceTo: one.referenceTo === undefined ? [] : [one.referenceTo],
    relationshipName: one.relationshipName ?? null,
  });
  return {
    name: schema.name,
    keyPrefix: schema.keyPrefix,
    custom: false,
    createable: true,
    updateable: true,
    deletable: false,
    queryable: true,
    searchable: true,
    fields: [...schema.fields.values()].map(fieldOf),
    childRelationships: [...schema.children.entries()].map(([relationshipName, child]) => ({
      relationshipName,
      childSObject: child.object,
      field: child.field,
    })),
  };
}
