import type { FieldSchema } from '../field';
import { STANDARD_OBJECTS } from '../standard-org';
import type { XmlElement } from './components';

export interface PermissionSetMetadata {
  label: string;
  /** `Object.Field` → what may be done with it. */
  fields: Map<string, { editable: boolean }>;
  objects: Map<string, { create: boolean; edit: boolean }>;
  userPermissions: Set<string>;
}
export interface FlowMetadata {
  label: string;
  active: boolean;
  object: string;
  trigger: string;
}

/** What deployments have put into an org. A deployment works on a copy, so that one that fails leaves nothing behind. */
export class OrgMetadata {
  /** Object → its custom fields; those of Activity under Task. */
  readonly fields = new Map<string, Map<string, FieldSchema>>();
  /** Platform events, whose fields are in `fields`. */
  readonly events = new Set<string>();
  readonly valueSets = new Map<string, string[]>();
  readonly flows = new Map<string, FlowMetadata>();
  readonly permissionSets = new Map<string, PermissionSetMetadata>();
  readonly apps = new Set<string>();
  /** `Type:FullName` → the element as it was deployed, to be retrieved. */
  readonly sources = new Map<string, XmlElement>();

  constructor(
    /** Objects that this org has switched off, which metadata can't touch either. */
    readonly switchedOff: ReadonlySet<string> = new Set(),
  ) {}

  copy(): OrgMetadata {
    const next = new OrgMetadata(this.switchedOff);
    for (const [object, fields] of this.fields) next.fields.set(object, new Map(fields));
    for (const name of this.events) next.events.add(name);
    for (const [name, values] of this.valueSets) next.valueSets.set(name, values);
    for (const [name, flow] of this.flows) next.flows.set(name, flow);
    for (const [name, set] of this.permissionSets) next.permissionSets.set(name, set);
    for (const name of this.apps) next.apps.add(name);
    for (const [name, node] of this.sources) next.sources.set(name, node);
    return next;
  }

  hasObject(name: string): boolean {
    return (name in STANDARD_OBJECTS && !this.switchedOff.has(name)) || this.events.has(name);
  }

  /** The custom fields of an object, to read and to add to. */
  fieldsOf(object: string): Map<string, FieldSchema> {
    const fields = this.fields.get(object) ?? new Map<string, FieldSchema>();
    this.fields.set(object, fields);
    return fields;
  }

  hasField(object: string, field: string): boolean {
    if (this.fields.get(object)?.has(field) === true) return true;
    const [, standard = []] = STANDARD_OBJECTS[object] ?? [];
    return ['Id', ...standard.map((line) => line.split(':')[0])].includes(field);
  }
}
