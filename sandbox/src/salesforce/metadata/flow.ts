import { listOf, textOf, type XmlElement, type XmlNode } from './components';
import { MetadataProblem } from './metadata-problem';
import type { FlowMetadata, OrgMetadata } from './org-metadata';

const TRIGGERS = ['RecordBeforeSave', 'RecordAfterSave', 'RecordBeforeDelete'];
const STATUSES = ['Active', 'Draft', 'Obsolete', 'InvalidDraft'];

/** A record-triggered flow, its references checked. It runs as it stands here (`flows.ts`). @throws MetadataProblem */
export function flow(node: XmlElement, org: OrgMetadata): FlowMetadata {
  const start = (node.start ?? {}) as XmlElement;
  const [object, trigger, status] = [start.object, start.triggerType, node.status].map(textOf) as [string, string, string];
  if (textOf(node.label) === '') throw new MetadataProblem('Required field is missing: label');
  if (!STATUSES.includes(status)) throw new MetadataProblem(`'${status}' is not a valid value for the enum 'FlowVersionStatus'`);
  if (!TRIGGERS.includes(trigger)) throw new MetadataProblem(`'${trigger}' is not a valid value for the enum 'FlowTriggerType'`);
  if (!org.hasObject(object)) throw new MetadataProblem(`start (Start) - The object "${object}" can't be found`);
  const text = JSON.stringify(node);
  for (const [, field = ''] of text.matchAll(/\$Record\.(\w+)/g))
    if (!org.hasField(object, field)) throw new MetadataProblem(`The field "${field}" for the object "${object}" doesn't exist`);
  for (const create of listOf(node.recordCreates)) {
    const target = textOf(create.object);
    if (!org.hasObject(target)) throw new MetadataProblem(`${textOf(create.name)} - The object "${target}" can't be found`);
    for (const { field } of listOf(create.inputAssignments))
      if (!org.hasField(target, textOf(field)))
        throw new MetadataProblem(`The field "${textOf(field)}" for the object "${target}" doesn't exist`);
  }
  const elements = new Set(namesIn(node));
  for (const target of valuesOf(node, 'targetReference'))
    if (!elements.has(target)) throw new MetadataProblem(`The connector leads to "${target}", which doesn't exist`);
  for (const reference of valuesOf(node, 'elementReference'))
    if (!reference.startsWith('$') && !elements.has(reference)) throw new MetadataProblem(`"${reference}" can't be found`);
  return { label: textOf(node.label), active: status === 'Active', object, trigger };
}

const namesIn = (node: XmlElement): string[] =>
  Object.values(node).flatMap((value) =>
    listOf<XmlNode>(value).flatMap((one) => (typeof one === 'string' ? [] : [textOf(one.name)])),
  );

/** The text of every element of this name, however deep. */
function valuesOf(node: XmlNode, name: string): string[] {
  if (typeof node === 'string') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === name ? [textOf(value)] : listOf<XmlNode>(value).flatMap((one) => valuesOf(one, name)),
  );
}
