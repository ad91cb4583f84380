import { STANDARD_OBJECTS } from '../standard-org';
import { listOf, textOf, type XmlElement } from './components';
import { MetadataProblem } from './metadata-problem';
import type { OrgMetadata, PermissionSetMetadata } from './org-metadata';

/** Objects that can be read only with another (Salesforce help, "Object permissions": "depends on permission(s)"). */
const DEPENDS: Readonly<Record<string, string>> = { Contact: 'Account', Opportunity: 'Account', Order: 'Account' };

/** A permission set, checked as the Metadata API checks it. @throws MetadataProblem */
export function permissionSet(node: XmlElement, org: OrgMetadata): PermissionSetMetadata {
  const is = (element: XmlElement, name: string): boolean => textOf(element[name]) === 'true';
  const objects = new Map<string, { create: boolean; edit: boolean }>();
  for (const one of listOf(node.objectPermissions)) {
    const object = textOf(one.object);
    if (!org.hasObject(object)) throw new MetadataProblem(`In field: object - no CustomObject named ${object} found`);
    if (objects.has(object)) throw new MetadataProblem(`Duplicate object permission: ${object}`);
    for (const right of ['Create', 'Edit', 'Delete'])
      if (is(one, `allow${right}`) && !is(one, 'allowRead'))
        throw new MetadataProblem(`Permission ${right} ${object} depends on permission(s): Read ${object}`);
    if (is(one, 'allowRead')) objects.set(object, { create: is(one, 'allowCreate'), edit: is(one, 'allowEdit') });
  }
  for (const object of objects.keys()) {
    const needed = DEPENDS[object];
    if (needed !== undefined && !objects.has(needed))
      throw new MetadataProblem(`Permission Read ${object} depends on permission(s): Read ${needed}`);
  }
  const fields = new Map<string, { editable: boolean }>();
  for (const one of listOf(node.fieldPermissions)) {
    const name = textOf(one.field);
    const [object = '', field = ''] = name.split('.');
    if (!org.hasField(object, field)) throw new MetadataProblem(`In field: field - no CustomField named ${name} found`);
    if (isRequired(object, field, org)) throw new MetadataProblem(`You cannot deploy to a required field: ${name}`);
    if (fields.has(name)) throw new MetadataProblem(`Duplicate field permission: ${name}`);
    if (is(one, 'editable') && !is(one, 'readable')) throw new MetadataProblem(`Field ${name} must be readable to be editable`);
    if (is(one, 'readable')) fields.set(name, { editable: is(one, 'editable') });
  }
  if (textOf(node.label) === '') throw new MetadataProblem('Required field is missing: label');
  const user = listOf(node.userPermissions).flatMap((one) => (is(one, 'enabled') ? [textOf(one.name)] : []));
  return { label: textOf(node.label), fields, objects, userPermissions: new Set(user) };
}

function isRequired(object: string, field: string, org: OrgMetadata): boolean {
  const custom = org.fields.get(object)?.get(field);
  if (custom !== undefined) return custom.required;
  const [, standard = []] = STANDARD_OBJECTS[object] ?? [];
  return standard.some((line) => new RegExp(`^${field}:\\w+-?!`).test(line));
}
