import type { FieldSchema } from './field';
import type { OrgMetadata } from './metadata/org-metadata';
import { ObjectsAndFields, type ObjectSchema, type Schema } from './schema';
import { SETUP_OBJECTS } from './standard-org';

/** What an administrator may have done to an org that nobody told us of. */
export interface Peculiarities {
  /** Objects and `Object.Field`s that the integration user may not see. */
  hidden: readonly string[];
  /** `Object.Field` → Shield Platform Encryption's scheme. */
  encrypted: Readonly<Record<string, NonNullable<FieldSchema['encrypted']>>>;
  /** Terms that a search may have. */
  maxSearchTerms: number;
}
export const NONE: Peculiarities = { hidden: [], encrypted: {}, maxSearchTerms: Infinity };

/**
 * The org as the integration user sees it. Standard objects and fields are its profile's; a custom field is seen by nobody until a
 * permission set says so, which is how fields arrive that are deployed (Salesforce help, "Field-Level Security").
 */
export function viewOf(schema: Schema, metadata: OrgMetadata, assigned: readonly string[], org: Peculiarities): ObjectsAndFields {
  const sets = assigned.flatMap((name) => metadata.permissionSets.get(name) ?? []);
  const seesSetup = sets.some(({ userPermissions }) => userPermissions.has('ViewSetup'));
  const seesObject = ({ name }: ObjectSchema): boolean =>
    !org.hidden.includes(name) &&
    !metadata.switchedOff.has(name) &&
    (seesSetup || !SETUP_OBJECTS.includes(name)) &&
    (!name.endsWith('__e') || sets.some(({ objects }) => objects.has(name)));
  const fieldAs = (object: string, field: FieldSchema): FieldSchema[] => {
    const name = `${object}.${field.name}`;
    if (org.hidden.includes(name)) return [];
    const encrypted = org.encrypted[name];
    const seen = encrypted === undefined ? field : { ...field, encrypted };
    // an event's fields come with the event, and a required field is everybody's
    if (!field.name.endsWith('__c') || object.endsWith('__e') || field.required) return [seen];
    const granted = sets.flatMap(({ fields }) => fields.get(name) ?? []);
    return granted.length === 0 ? [] : [{ ...seen, writable: granted.some(({ editable }) => editable) }];
  };
  const objects = [...schema.objects.values()].filter(seesObject).map((object): [string, ObjectSchema] => {
    const fields = [...object.fields.values()].flatMap((field) => fieldAs(object.name, field));
    return [object.name, { ...object, fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])) }];
  });
  return new ObjectsAndFields(new Map(objects));
}
