import { ApiError } from './api-error';
import type { FieldSchema } from './field';
import type { ObjectSchema, Schema, SchemaView } from './schema';

export type FieldValue = string | number | boolean | null;
export type StoredRecord = Record<string, FieldValue>;
export type Create = (object: string, fields: Record<string, unknown>) => StoredRecord;

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of an id: three check characters say which of the 15 are capitals. */
export function longId(id: string): string {
  if (id.length !== 15) return id;
  const check = [0, 5, 10].map(
    (start) => SUFFIX[[...id.slice(start, start + 5)].reduce((sum, sign, at) => sum + (/[A-Z]/.test(sign) ? 1 << at : 0), 0)],
  );
  return id + check.join('');
}

/** The org's records in memory, with the checks Salesforce makes before it stores one. */
export class Records {
  private tables = new Map<string, Map<string, StoredRecord>>();
  private counters = new Map<string, number>();
  private undo: (() => void)[] | null = null;
  private readonly refusedFields = new Map<string, string>();
  /** State and Country picklists, the default of new orgs: only what the list has is taken (help, "State and Country Picklists"). */
  statePicklists: { states: readonly string[]; countries: readonly string[] } | null = null;
  private refusals: { errorCode: string; left: number } = { errorCode: '', left: 0 };
  /** Called with each record about to be saved, which they may change or refuse: the org's own rules, then flows before the save. */
  readonly beforeSave: ((object: string, record: StoredRecord, before: StoredRecord | null) => void)[] = [];
  /** Called after each insert and update, inside the transaction: what record-triggered flows hang on. */
  readonly triggers: ((object: string, record: StoredRecord, before: StoredRecord | null) => void)[] = [];

  constructor(
    readonly schema: Schema,
    private readonly now: () => number,
  ) {}

  /** The next writes meet somebody else's, as they do in a busy org: UNABLE_TO_LOCK_ROW, DUPLICATE_VALUE. */
  refuseWrites(errorCode: 'UNABLE_TO_LOCK_ROW' | 'DUPLICATE_VALUE', times: number): void {
    this.refusals = { errorCode, left: times };
  }

  /** A validation rule that objects to any value of a field; null: no more. */
  refuseField(name: string, errorCode: string | null): void {
    if (errorCode === null) this.refusedFields.delete(name);
    else this.refusedFields.set(name, errorCode);
  }

  all(object: string): StoredRecord[] {
    return [...this.table(object).values()];
  }

  find(object: string, id: string): StoredRecord | undefined {
    return this.table(object).get(longId(id));
  }

  /** @throws ApiError NOT_FOUND */
  get(object: string, id: string): StoredRecord {
    const found = this.find(object, id);
    if (!found) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return found;
  }

  findBy(object: string, field: string, value: string): StoredRecord | undefined {
    return this.all(object).find((record) => String(record[field] ?? '').toLowerCase() === value.toLowerCase());
  }

  /** @param view what the writer sees of the org; everything where it is the org itself */
  create(object: string, fields: Record<string, unknown>, view: SchemaView = this.schema): StoredRecord {
    const schema = view.object(object);
    const values = this.checked(schema, fields, null);
    for (const one of schema.fields.values()) {
      if (one.required && (values[one.name] ?? null) === null)
        throw new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${one.name}]`, [one.name]);
    }
    const number = (this.counters.get(schema.name) ?? 0) + 1;
    this.counters.set(schema.name, number);
    const id = longId(schema.keyPrefix + '5e000' + number.toString(36).padStart(7, '0').toUpperCase());
    const at = this.timestamp();
    const record: StoredRecord = {
      ...values,
      Id: id,
      CreatedDate: at,
      LastModifiedDate: at,
      SystemModstamp: at,
      IsDeleted: false,
    };
    if (schema.name === 'Case')
      Object.assign(record, { CaseNumber: String(1000 + number).padStart(8, '0'), Status: record.Status ?? 'New' });
    if (schema.name === 'Order') record.OrderNumber = String(100 + number).padStart(8, '0');
    for (const rule of this.beforeSave) rule(schema.name, record, null);
    derive(schema, record, at);
    this.store(schema, record);
    for (const trigger of this.triggers) trigger(schema.name, record, null);
    return record;
  }

  update(object: string, id: string, fields: Record<string, unknown>, view: SchemaView = this.schema): StoredRecord {
    const schema = view.object(object);
    const before = this.get(schema.name, id);
    const record: StoredRecord = {
      ...before,
      ...this.checked(schema, fields, before),
      LastModifiedDate: this.timestamp(),
      SystemModstamp: this.timestamp(),
    };
    for (const rule of this.beforeSave) rule(schema.name, record, before);
    derive(schema, record, this.timestamp());
    this.store(schema, record);
    for (const trigger of this.triggers) trigger(schema.name, record, before);
    return record;
  }

  /** What the org itself sets, whether or not anybody may write it. */
  settle(object: string, id: string, fields: StoredRecord): void {
    this.store(this.schema.object(object), { ...this.get(object, id), ...fields });
  }

  remove(object: string, id: string): void {
    const table = this.table(object);
    const record = this.get(object, id);
    table.delete(String(record.Id));
    this.undo?.push(() => table.set(String(record.Id), record));
  }

  /** All or none: an error thrown inside takes every change back. Nothing here awaits, so nobody sees the half. */
  transaction<T>(work: () => T): T {
    if (this.undo) return work();
    const undo: (() => void)[] = (this.undo = []);
    try {
      return work();
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    } finally {
      this.undo = null;
    }
  }

  /** Remembers every record as it is now; what is returned puts them back. */
  checkpoint(): () => void {
    const kept = [...this.tables].map(([object, table]) => [object, new Map(table)] as const);
    return () => void (this.tables = new Map(kept.map(([object, table]) => [object, new Map(table)])));
  }

  /** Takes back what happened outside the records, should the transaction fail. */
  onRollback(step: () => void): void {
    this.undo?.push(step);
  }

  private table(object: string): Map<string, StoredRecord> {
    const { name } = this.schema.object(object);
    const table = this.tables.get(name) ?? new Map<string, StoredRecord>();
    this.tables.set(name, table);
    return table;
  }

  private store(schema: ObjectSchema, record: StoredRecord): void {
    if (this.refusals.left > 0) {
      this.refusals.left--;
      throw new ApiError(400, this.refusals.errorCode, 'another process is at this record');
    }
    const table = this.table(schema.name);
    const id = String(record.Id);
    const before = table.get(id);
    this.undo?.push(() => (before ? table.set(id, before) : table.delete(id)));
    table.set(id, record);
  }

  private timestamp(): string {
    return new Date(this.now()).toISOString().replace('Z', '+0000');
  }

  private checked(schema: ObjectSchema, fields: Record<string, unknown>, before: StoredRecord | null): StoredRecord {
    const values: StoredRecord = {};
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'attributes') continue;
      const known = schema.fields.get(name.toLowerCase());
      if (!known) throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${schema.name}`);
      if (!known.writable)
        throw new ApiError(
          400,
          'INVALID_FIELD_FOR_INSERT_UPDATE',
          `Unable to create/update fields: ${known.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
          [known.name],
        );
      // A person account's name is made of its parts
      if (known.name === 'Name' && before?.IsPersonAccount === true)
        throw new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'Account: bad field names on insert/update call: Name', [
          'Name',
        ]);
      values[known.name] = this.value(schema, known, value, before);
    }
    return values;
  }

  private value(schema: ObjectSchema, known: FieldSchema, value: unknown, before: StoredRecord | null): FieldValue {
    if (value === null || value === undefined || value === '') return null;
    const wrong = (code: string, message: string): ApiError => new ApiError(400, code, message, [known.name]);
    const refused = this.refusedFields.get(known.name);
    if (refused !== undefined) throw wrong(refused, `${known.label}: not as the org wants it`);
    const list = /(State|Country)$/.exec(known.name)?.[1];
    if (list !== undefined && this.statePicklists !== null) {
      const valid = list === 'State' ? this.statePicklists.states : this.statePicklists.countries;
      if (!valid.includes(typeof value === 'string' ? value : ''))
        throw wrong(
          'FIELD_INTEGRITY_EXCEPTION',
          `There's a problem with this ${list.toLowerCase()}, even though it may appear correct. Please select a ${list.toLowerCase()} from the list of valid ones.`,
        );
    }
    if (known.type === 'boolean' && typeof value === 'boolean') return value;
    if (known.type === 'double' || known.type === 'currency') {
      if (Number.isFinite(Number(value))) return Number(value);
      throw wrong('JSON_PARSER_ERROR', `Cannot deserialize instance of ${known.type} from the value`);
    }
    if (typeof value !== 'string') throw wrong('JSON_PARSER_ERROR', `Cannot deserialize instance of ${known.type}`);
    if (known.length > 0 && value.length > known.length)
      throw wrong('STRING_TOO_LONG', `${known.label}: data value too large: (max length=${known.length})`);
    if (known.restricted && !known.picklist.includes(value))
      throw wrong('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${known.label}: bad value for restricted picklist field: ${value}`);
    if (known.type === 'email' && value.length > 80)
      throw wrong('STRING_TOO_LONG', `${known.label}: data value too large: (max length=80)`);
    if (known.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
      throw wrong('INVALID_EMAIL_ADDRESS', `${known.label}: invalid email address: ${value}`);
    if ((known.type === 'datetime' || known.type === 'date') && Number.isNaN(Date.parse(value)))
      throw wrong('JSON_PARSER_ERROR', `Cannot deserialize instance of ${known.type} from VALUE_STRING value ${value}`);
    if (known.type === 'reference' && known.referenceTo !== 'User') {
      if (!/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(value))
        throw wrong('MALFORMED_ID', `${known.label}: id value of incorrect type: ${value}`);
      if (!this.find(known.referenceTo ?? '', value)) throw wrong('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
      return longId(value);
    }
    if (known.unique) {
      const other = this.findBy(schema.name, known.name, value);
      if (other && other.Id !== before?.Id)
        throw wrong(
          'DUPLICATE_VALUE',
          `duplicate value found: ${known.name} duplicates value on record with id: ${String(other.Id)}`,
        );
    }
    return value;
  }
}

/** Fields the org computes. */
function derive(schema: ObjectSchema, record: StoredRecord, at: string): void {
  if (schema.name === 'Contact' || schema.name === 'Lead')
    record.Name = [record.FirstName, record.LastName].filter(Boolean).join(' ');
  if (record.IsPersonAccount === true) record.Name = [record.FirstName, record.LastName].filter(Boolean).join(' ');
  if (schema.name === 'Lead') record.IsConverted ??= false;
  if (schema.name === 'Case') {
    record.IsClosed = record.Status === 'Closed';
    record.ClosedDate = record.IsClosed ? (record.ClosedDate ?? at) : null;
  }
}
