import { ApiError } from './api-error';
import { assertNoDuplicate, type DuplicateRules } from './duplicate-rules';
import { runBatch, runComposite, type CompositeHost } from './composite';
import { recordPage } from './record-page';
import type { RestAnswer, RestRequest } from './rest-call';
import type { Org } from './org';
import type { StoredRecord } from './records';
import { isFilterable, type FieldSchema } from './field';
import type { SessionUser } from './login';
import type { ObjectSchema, SchemaView } from './schema';
import { runQuery } from './soql';
import { SETUP_OBJECTS } from './standard-org';
import { runSearch } from './sosl';
import type { Tokeniser } from './tokenisers';

export const API_VERSION = '62.0';
const BASE = `/services/data/v${API_VERSION}`;
/** An address or method that this stand-in does not implement, as opposed to a request the org would refuse as well. */
export class UnknownRequest extends ApiError {}

/** The REST API over the records: everything behind the session check. Synchronous, so that a composite request is one transaction. */
export class RestApi {
  constructor(
    private readonly org: Org,
    private readonly tokeniser: Tokeniser,
    private readonly usage: () => { used: number; max: number },
    /** Told of each subrequest that failed: its answer is buried in a 200. */
    private readonly refused: (method: string, path: string, error: ApiError) => void,
    private readonly rules: DuplicateRules,
  ) {}

  private user: SessionUser = 'integration';

  private readonly host: CompositeHost = {
    handle: (part) => this.answer(part),
    transaction: (work) => this.org.records.transaction(work),
    refused: (method, path, error) => this.refused(method, path, error),
  };

  /**
   * @param user whose session it is: an administrator sees everything
   * @throws ApiError
   */
  handle(request: RestRequest, user: SessionUser): RestAnswer {
    this.user = user;
    return this.answer(request);
  }

  private get view(): SchemaView {
    return this.user === 'admin' ? this.org.records.schema : this.org.view;
  }

  private answer(request: RestRequest): RestAnswer {
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
    if (is('GET', '/query')) return ok(runQuery(this.org.records, required(url, 'q'), this.view));
    if (is('GET', '/search')) return ok(this.search(required(url, 'q')));
    if (is('POST', '/composite')) return runComposite(request.body, this.host);
    if (is('POST', '/composite/batch')) return runBatch(request.body, this.host);
    if (is('GET', '/sobjects'))
      return ok({
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: [...this.view.objects.values()].map((object) => {
          const { fields: _fields, childRelationships: _children, ...about } = describe(object);
          return about;
        }),
      });
    const [, object, key, value] = new RegExp(`^${BASE}/sobjects/(\\w+)(?:/([^/]+))?(?:/([^/]+))?$`).exec(path) ?? [];
    if (object !== undefined)
      return this.sobject(request, url, object, key, value === undefined ? undefined : decodeURIComponent(value));
    throw new UnknownRequest(404, 'NOT_FOUND', 'The requested resource does not exist');
  }

  private sobject(request: RestRequest, url: URL, name: string, key: string | undefined, value: string | undefined): RestAnswer {
    const schema = this.described(name, key);
    const { method } = request;
    if (key === undefined && method === 'POST') {
      const created = this.org.records.transaction(() => this.create(request, schema, fieldsOf(request.body)));
      return {
        status: 201,
        body: { id: created.Id, success: true, errors: [] },
        headers: { location: `${BASE}/sobjects/${schema.name}/${String(created.Id)}` },
      };
    }
    if (key === 'describe' && method === 'GET') return ok(describe(schema));
    if (key !== undefined && value !== undefined) return this.byExternalId(request, schema, key, value);
    if (key !== undefined && method === 'GET')
      return ok(this.picked(schema, this.org.records.get(schema.name, key), url.searchParams.get('fields')));
    if (key !== undefined && method === 'PATCH') {
      this.org.records.transaction(() => this.org.records.update(schema.name, key, fieldsOf(request.body), this.view));
      return { status: 204, body: undefined };
    }
    if (method === 'DELETE')
      throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    throw new UnknownRequest(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are HEAD,GET,PATCH,DELETE`);
  }

  /** Upsert and read by external id (REST API guide, "Insert or Update (Upsert) a Record Using an External ID"). */
  private byExternalId(request: RestRequest, schema: ObjectSchema, fieldName: string, value: string): RestAnswer {
    const field = schema.fields.get(fieldName.toLowerCase());
    if (field?.externalId !== true)
      throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${fieldName}`);
    const present = this.org.records.findBy(schema.name, field.name, value);
    if (request.method === 'GET') {
      if (!present) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
      return ok(this.picked(schema, present, null));
    }
    if (request.method !== 'PATCH')
      throw new UnknownRequest(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed.`);
    const fields = fieldsOf(request.body);
    if (field.name in fields)
      throw new ApiError(400, 'INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`);
    const saved = this.org.records.transaction(() =>
      present
        ? this.org.records.update(schema.name, String(present.Id), fields, this.view)
        : this.create(request, schema, { ...fields, [field.name]: value }),
    );
    return { status: present ? 200 : 201, body: { id: saved.Id, success: true, errors: [], created: !present } };
  }

  /** The duplicate rules run on insert. */
  private create(request: RestRequest, schema: ObjectSchema, fields: Record<string, unknown>): StoredRecord {
    if (schema.name.endsWith('__e') || (this.user !== 'admin' && SETUP_OBJECTS.includes(schema.name)))
      throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', `You can't create a record of ${schema.name}`);
    if (schema.name === 'PermissionSetAssignment') this.assertNewAssignment(fields);
    const created = this.org.records.create(schema.name, fields, this.view);
    assertNoDuplicate(this.rules, this.org.records, schema.name, created, request.headers ?? {});
    return created;
  }

  private assertNewAssignment({ AssigneeId, PermissionSetId }: Record<string, unknown>): void {
    const isThere = this.org.records
      .all('PermissionSetAssignment')
      .some((one) => one.AssigneeId === AssigneeId && one.PermissionSetId === PermissionSetId);
    if (isThere) throw new ApiError(400, 'DUPLICATE_VALUE', 'Duplicate PermissionSetAssignment');
  }

  private picked(schema: ObjectSchema, record: StoredRecord, fields: string | null): Record<string, unknown> {
    const wanted =
      fields === null ? [...schema.fields.values()] : fields.split(',').map((name) => this.view.field(schema, name.trim()));
    return {
      attributes: { type: schema.name, url: `${BASE}/sobjects/${schema.name}/${String(record.Id)}` },
      ...Object.fromEntries(wanted.map((one) => [one.name, record[one.name] ?? null])),
    };
  }

  private search(sosl: string): { searchRecords: Record<string, unknown>[] } {
    return runSearch(this.org.records, sosl, { tokeniser: this.tokeniser, view: this.view, maxTerms: this.org.maxSearchTerms });
  }

  /** An object that the user can't see isn't there. @throws ApiError NOT_FOUND */
  private described(name: string, key: string | undefined): ObjectSchema {
    const isThere = [...this.view.objects.keys()].some((one) => one.toLowerCase() === name.toLowerCase());
    if (!isThere && key === 'describe') throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return this.view.object(name);
  }

  /** The record as a page. @throws ApiError NOT_FOUND */
  page(object: string, id: string): string {
    return recordPage(this.org.records, object, id);
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
    filterable: isFilterable(one),
    sortable: isFilterable(one),
    restrictedPicklist: one.restricted,
    picklistValues: one.picklist.map((value) => ({ value, label: value, active: true, defaultValue: false })),
    referenceTo: one.referenceTo === undefined ? [] : [one.referenceTo],
    relationshipName: one.relationshipName ?? null,
  });
  const isReadOnly = schema.name.endsWith('__e') || SETUP_OBJECTS.includes(schema.name);
  return {
    name: schema.name,
    keyPrefix: schema.keyPrefix,
    custom: schema.name.endsWith('__e'),
    createable: !isReadOnly,
    updateable: !isReadOnly,
    deletable: false,
    queryable: !schema.name.endsWith('__e'),
    searchable: !isReadOnly,
    fields: [...schema.fields.values()].map(fieldOf),
    childRelationships: [...schema.children.entries()].map(([relationshipName, child]) => ({
      relationshipName,
      childSObject: child.object,
      field: child.field,
    })),
  };
}
