import type { FieldSchema, FieldType } from '../field';
import { listOf, textOf, type XmlElement } from './components';
import { MetadataProblem } from './metadata-problem';
import type { OrgMetadata } from './org-metadata';

const TYPES: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Picklist: 'picklist',
  DateTime: 'datetime',
  Date: 'date',
  Number: 'double',
  Currency: 'currency',
  Checkbox: 'boolean',
  Phone: 'phone',
  Email: 'email',
  Lookup: 'reference',
};
/** A platform event has fewer (Platform Events guide, "Platform Event Fields"). */
const OF_EVENTS = ['Text', 'LongTextArea', 'DateTime', 'Date', 'Number', 'Checkbox'];
/** Types that can be an external id or unique (Metadata API guide, "CustomField"). */
const KEYS = ['Text', 'Number', 'Email'];
const LONGEST_NAME = 40;
const SHORT_TEXT = 255;
const LONG_TEXT = [256, 131_072] as const;
const DIGITS = 18;

/** A custom field, checked as the Metadata API checks it. @throws MetadataProblem */
export function customField(object: string, node: XmlElement, org: OrgMetadata): FieldSchema {
  const [name, type, label] = [node.fullName, node.type, node.label].map(textOf) as [string, string, string];
  const is = (element: string): boolean => textOf(node[element]) === 'true';
  const number = (element: string): number => Number(textOf(node[element]) || NaN);
  const refuse = (reason: string): never => {
    throw new MetadataProblem(reason);
  };
  if (!/^[A-Za-z](?!\w*__\w*__c)\w*__c$/.test(name)) refuse('Invalid fullName, must end in a custom suffix (e.g. __c)');
  if (name.length - '__c'.length > LONGEST_NAME) refuse(`Field name cannot be longer than ${LONGEST_NAME} characters`);
  const known = TYPES[type] ?? refuse(`'${type}' is not a valid value for the enum 'FieldType'`);
  if (org.events.has(object) && !OF_EVENTS.includes(type)) refuse(`Field type ${type} is not supported for platform events`);
  if (label === '') refuse('Must specify a non-empty label for the CustomField');
  if (type === 'Text' && !(number('length') >= 1 && number('length') <= SHORT_TEXT))
    refuse('Must specify a length between 1 and 255 for a CustomField of type Text');
  if (type === 'LongTextArea' && !(number('length') >= LONG_TEXT[0] && number('length') <= LONG_TEXT[1]))
    refuse(`Long Text Area must have a length between ${LONG_TEXT.join(' and ')}`);
  if (type === 'LongTextArea' && !(number('visibleLines') >= 2))
    refuse("Must specify 'visibleLines' for a CustomField of type LongTextArea");
  if ((type === 'Number' || type === 'Currency') && !(number('precision') <= DIGITS && number('scale') <= number('precision')))
    refuse(`Must specify 'precision' and 'scale' of at most ${DIGITS} digits for a CustomField of type ${type}`);
  if (type === 'Checkbox' && node.defaultValue === undefined)
    refuse("Must specify 'defaultValue' for a CustomField of type Checkbox");
  if ((is('externalId') || is('unique')) && !KEYS.includes(type))
    refuse(`Cannot set externalId or unique for a CustomField of type ${type}`);
  const values = type === 'Picklist' ? picklist(node) : [];
  const before = org.fields.get(object)?.get(name);
  if (before !== undefined && before.type !== known) refuse(`Cannot change type due to existing data: ${name}`);
  const referenceTo = textOf(node.referenceTo);
  if (type === 'Lookup' && !org.hasObject(referenceTo))
    refuse(`referenceTo value of '${referenceTo}' does not resolve to a valid sObject type`);
  if (type === 'Lookup' && textOf(node.relationshipName) === '')
    refuse('Must specify a relationshipName for a CustomField of type Lookup');
  return {
    name,
    label,
    type: known,
    length: type === 'Picklist' || type === 'TextArea' ? SHORT_TEXT : type === 'Lookup' ? 18 : number('length') || 0,
    required: is('required'),
    writable: true,
    externalId: is('externalId'),
    unique: is('unique'),
    picklist: values,
    restricted: textOf((node.valueSet as XmlElement | undefined)?.restricted) === 'true',
    ...(type === 'Lookup' ? { referenceTo, relationshipName: name.replace(/__c$/, '__r') } : {}),
  };
}

function picklist(node: XmlElement): string[] {
  const { valueSetDefinition } = (node.valueSet ?? {}) as { valueSetDefinition?: XmlElement };
  if (valueSetDefinition === undefined) throw new MetadataProblem('Picklist must have a value set');
  const values = listOf(valueSetDefinition.value).map(({ fullName }) => textOf(fullName));
  if (values.length === 0) throw new MetadataProblem('Picklist must have at least one value');
  return distinct(values);
}

/** Two values that differ in case alone are one to Salesforce. @throws MetadataProblem */
export function distinct(values: string[]): string[] {
  const twice = values.find((value, at) => values.findIndex((other) => other.toLowerCase() === value.toLowerCase()) !== at);
  if (twice !== undefined) throw new MetadataProblem(`Duplicate value found: ${twice}`);
  return values;
}
