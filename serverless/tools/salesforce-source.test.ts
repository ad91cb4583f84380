import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Schema } from '@interaction-history/sandbox/src/salesforce/schema';
import { XMLParser } from 'fast-xml-parser';
import { ApiSchemas } from 'jsforce/lib/api/metadata/schema';

const SOURCE = path.resolve(__dirname, '../salesforce/force-app/main/default');
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });

interface Field {
  fullName: string;
  type: string;
  externalId?: string;
  unique?: string;
  referenceTo?: string;
  valueSet?: { valueSetDefinition: { value: { fullName: string } | { fullName: string }[] } };
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-meta.xml'));
const read = (file: string): Record<string, unknown> => {
  const parsed = parser.parse(readFileSync(path.join(SOURCE, file), 'utf8')) as Record<string, unknown>;
  const { '?xml': _declaration, ...rest } = parsed;
  return rest;
};
const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** Custom fields by `Object.Field__c`, Activity's as Task's, the event's apart. */
const fields = new Map(
  files
    .filter((file) => file.endsWith('.field-meta.xml') && !file.includes('__e/'))
    .map((file) => {
      const object = file.split('/')[1] ?? '';
      const field = read(file).CustomField as Field;
      return [`${object === 'Activity' ? 'Task' : object}.${field.fullName}`, field];
    }),
);

/** The Metadata API's elements that jsforce's copy of its schema is too old to have, or has no type for. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  Flow: ['apiVersion', 'environments'],
  FlowStart: ['filterFormula', 'recordTriggerType'],
  FlowRecordCreate: ['storeOutputAutomatically'],
};
const NEWER_TYPES = [
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
];

type Definition = { extends?: string; props: Record<string, unknown> };
const schemas = ApiSchemas as unknown as Record<string, Definition | undefined>;

/** Every element of a type that the schema doesn't have, as `Type.element`. */
function unknownElements(type: string, node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const props = propsOf(type);
  return Object.entries(node).flatMap(([name, value]) => {
    if (NEWER[type]?.includes(name)) return [];
    const declared = props[name];
    if (declared === undefined) return [`${type}.${name}`];
    const inner = String(list(declared as string | string[])[0]).replace(/^\?/, '');
    return schemas[inner] === undefined ? [] : list(value).flatMap((each) => unknownElements(inner, each));
  });
}
function propsOf(type: string): Record<string, unknown> {
  const definition = schemas[type];
  if (definition === undefined) return {};
  return { ...(definition.extends === undefined ? {} : propsOf(definition.extends)), ...definition.props };
}

describe('the Salesforce org as source', () => {
  test.each(files)('OP-3 %s holds only elements that the Metadata API knows', (file) => {
    const [[type = '', node] = []] = Object.entries(read(file));
    if (NEWER_TYPES.includes(type))
      return expect(node).toMatchObject({ label: expect.stringContaining('Interaction History') as string });
    expect(schemas[type]).toBeDefined();
    expect(unknownElements(type, node)).toEqual([]);
  });

  test('SV-6 the fields are those of the sandbox’s org, in both directions', () => {
    const known = [...new Schema().objects.values()].flatMap(({ name, fields: own }) =>
      [...own.values()].filter((field) => field.name.endsWith('__c')).map((field) => `${name}.${field.name}`),
    );
    expect([...fields.keys()].sort()).toEqual(known.sort());
  });

  test('SV-6 each field has the sandbox’s type, external id, target and picklist values', () => {
    const TYPES: Record<string, string> = {
      string: 'Text',
      textarea: 'LongTextArea',
      picklist: 'Picklist',
      datetime: 'DateTime',
      double: 'Number',
      reference: 'Lookup',
    };
    const schema = new Schema();
    for (const [name, source] of fields) {
      const [object = '', field = ''] = name.split('.');
      const known = schema.field(schema.object(object), field);
      expect([name, source.type]).toEqual([name, TYPES[known.type]]);
      expect([name, source.externalId === 'true']).toEqual([name, known.externalId]);
      expect([name, source.referenceTo]).toEqual([name, known.referenceTo]);
      const values = list(source.valueSet?.valueSetDefinition.value).map(({ fullName }) => fullName);
      // a picklist must have a value to be deployed; the org's description has none for these
      expect([name, values.filter((value) => value !== 'Not set')]).toEqual([name, known.picklist]);
    }
  });

  test('SV-6 every custom field that the Functions name is in the source', () => {
    const src = path.resolve(__dirname, '../src');
    const text = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|testing\//.test(file))
      .map((file) => readFileSync(path.join(src, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, ''))
      .join('\n');
    const named = new Set(text.match(/\b[A-Z]\w*__c\b/g));
    const deployed = new Set([...fields.values()].map(({ fullName }) => fullName));
    // the example in a message about the form of a field's name
    named.delete('Field__c');
    expect([...named].filter((field) => !deployed.has(field))).toEqual([]);
    expect(named.size).toBeGreaterThan(5);
  });

  test('OP-2 the integration user never deletes, sees every custom field, and does not publish the event', () => {
    const set = read('permissionsets/Interaction_History_Integration.permissionset-meta.xml').PermissionSet as {
      fieldPermissions: { field: string; readable: string }[];
      objectPermissions: { object: string; allowDelete: string; allowCreate: string }[];
    };
    expect(set.fieldPermissions.map(({ field }) => field).sort()).toEqual([...fields.keys()].sort());
    expect(set.fieldPermissions.every(({ readable }) => readable === 'true')).toBe(true);
    expect(set.objectPermissions.filter(({ allowDelete }) => allowDelete !== 'false')).toEqual([]);
    expect(set.objectPermissions.find(({ object }) => object === 'OrderProvisionRequested__e')?.allowCreate).toBe('false');
  });

  test('EV-1 both flows are active and start on approval and on retry alike', () => {
    const flows = files.filter((file) => file.startsWith('flows/')).map((file) => read(file).Flow as Record<string, unknown>);
    expect(flows.map(({ status }) => status)).toEqual(['Active', 'Active']);
    const [one, other] = flows.map(({ start }) => (start as { filterFormula: string }).filterFormula);
    expect(one).toBe(other);
    expect(one).toMatch(/Status}, "Approved"[^]*Activation_Status__c}, "Activating"/);
  });
});
