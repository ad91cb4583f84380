import { noSuchColumn, noSuchType } from './api-error';
import { fieldFrom, type FieldSchema } from './field';
import { CHILDREN, PERSON_ACCOUNT, STANDARD_OBJECTS, SYSTEM_FIELDS } from './standard-org';

export interface ObjectSchema {
  name: string;
  keyPrefix: string;
  fields: Map<string, FieldSchema>;
  /** Name in a subquery → the children and their reference field: Cases → Case.AccountId. */
  children: Map<string, { object: string; field: string }>;
}

/** Objects and fields as somebody sees them. */
export interface SchemaView {
  readonly objects: ReadonlyMap<string, ObjectSchema>;
  /** @throws ApiError INVALID_TYPE; names are matched without regard to case, as Salesforce does */
  object(name: string): ObjectSchema;
  /** @throws ApiError INVALID_FIELD */
  field(object: ObjectSchema, name: string): FieldSchema;
}

export class ObjectsAndFields implements SchemaView {
  constructor(readonly objects: Map<string, ObjectSchema> = new Map()) {}

  object(name: string): ObjectSchema {
    const found = [...this.objects.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!found) throw noSuchType(name);
    return found;
  }

  field(object: ObjectSchema, name: string): FieldSchema {
    const found = object.fields.get(name.toLowerCase());
    if (!found) throw noSuchColumn(name, object.name);
    return found;
  }
}

/** An org's objects and fields: a standard org's at first, more with each deployment of metadata. */
export class Schema extends ObjectsAndFields {
  constructor(options: { personAccounts?: boolean } = {}) {
    super();
    for (const [name, [keyPrefix, lines]] of Object.entries(STANDARD_OBJECTS)) {
      const own = [...SYSTEM_FIELDS, ...lines, ...(options.personAccounts && name === 'Account' ? PERSON_ACCOUNT : [])].map(
        fieldFrom,
      );
      this.objects.set(name, {
        name,
        keyPrefix,
        fields: new Map(own.map((one) => [one.name.toLowerCase(), one])),
        children: new Map(),
      });
    }
    this.linkChildren();
  }

  /** What a deployment adds, or changes. @throws ApiError INVALID_TYPE */
  put(object: string, field: FieldSchema): void {
    this.object(object).fields.set(field.name.toLowerCase(), field);
    this.linkChildren();
  }

  /** A platform event: an object without records. */
  putEvent(name: string): void {
    if (!this.objects.has(name)) this.objects.set(name, { name, keyPrefix: 'e00', fields: new Map(), children: new Map() });
  }

  private linkChildren(): void {
    for (const child of this.objects.values()) {
      for (const reference of child.fields.values()) {
        const plural = CHILDREN[child.name];
        const parent = this.objects.get(reference.referenceTo ?? '');
        if (plural !== undefined && parent && !parent.children.has(plural.toLowerCase())) {
          parent.children.set(plural.toLowerCase(), { object: child.name, field: reference.name });
        }
      }
    }
  }
}
