import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromSource, parseXml } from '@interaction-history/sandbox/src/salesforce/metadata/components';
import { deploy } from '@interaction-history/sandbox/src/salesforce/metadata/deploy';
import { unknownElements } from '@interaction-history/sandbox/src/salesforce/metadata/elements';
import { DESCRIBED_FIELDS } from '../src/vendors/salesforce/described-org';
import { OrgMetadata } from '@interaction-history/sandbox/src/salesforce/metadata/org-metadata';

const SOURCE = path.resolve(__dirname, '../salesforce/force-app/main/default');

interface Field {
  fullName: string;
  type: string;
  externalId?: string;
  unique?: string;
  referenceTo?: string;
  valueSet?: { valueSetDefinition: { value: { fullName: string } | { fullName: string }[] } };
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-meta.xml'));
const read = (file: string): Record<string, unknown> =>
  Object.fromEntries([parseXml(readFileSync(path.join(SOURCE, file), 'utf8'))]);
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

describe('the Salesforce org as source', () => {
  test.each(files)('OP-3 %s holds only elements that the Metadata API knows', (file) => {
    const [type, node] = parseXml(readFileSync(path.join(SOURCE, file), 'utf8'));
    expect(unknownElements(type, node)).toEqual([]);
  });

  test('SV-6 the fields are those of the org’s description, each with its type, key, target and picklist values', () => {
    const described = [...fields].map(([name, { type, externalId, referenceTo, valueSet }]) => {
      const values = list(valueSet?.valueSetDefinition.value).map(({ fullName }) => fullName);
      return [
        `${name} ${type}`,
        externalId === 'true' ? ' external id' : '',
        referenceTo === undefined ? '' : ` of ${referenceTo}`,
        // a picklist must have a value to be deployed; the org's description has none for three of them
        values.length === 0 || values[0] === 'Not set' ? '' : `: ${values.join(' | ')}`,
      ].join('');
    });
    expect(described.sort()).toEqual(DESCRIBED_FIELDS);
  });

  test('OP-3 a standard org takes all of it, and the order does not matter', () => {
    const files = fromSource(SOURCE).filter(({ type }) => !type.startsWith('Ext'));
    for (const order of [files, [...files].reverse()]) {
      const metadata = new OrgMetadata();
      expect(deploy(order, metadata).filter(({ problem }) => problem !== null)).toEqual([]);
      expect([...metadata.flows.values()].map(({ active }) => active)).toEqual([true, true]);
    }
  });

  test('SV-6 every custom field that the Functions name is in the source', () => {
    const src = path.resolve(__dirname, '../src');
    const text = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|testing\//.test(file))
      .map((file) => readFileSync(path.join(src, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, ''))
      .join('\n');
    const named = new Set(text.match(/\b[A-Z]\w*__c\b/g));
    const ofEvents = files.flatMap((file) => (file.includes('__e/') ? (path.basename(file).split('.')[0] ?? '') : []));
    const deployed = new Set([...[...fields.values()].map(({ fullName }) => fullName), ...ofEvents]);
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
