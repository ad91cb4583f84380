import { FOLDERS, listOf, toXml, type XmlElement } from './components';
import type { OrgMetadata } from './org-metadata';
import { zip } from './zip';

export interface Retrieved {
  /** base64 */
  zipFile: string;
  files: { type: string; fullName: string; fileName: string }[];
  /** One line for each member that isn't there. */
  problems: string[];
}

/**
 * What an org holds of the members asked for, as the Metadata API packs it: an object's fields in its file, everything under
 * `unpackaged/`.
 * @param valuesOf a standard value set's present values; undefined where there is no such set
 */
export function retrieve(
  wanted: ReadonlyMap<string, readonly string[]>,
  org: OrgMetadata,
  valuesOf: (set: string) => readonly string[] | undefined,
): Retrieved {
  const objects = new Map<string, XmlElement>();
  const contents = new Map<string, string>();
  const files: Retrieved['files'] = [];
  const problems: string[] = [];
  for (const [type, members] of wanted) {
    for (const fullName of members) {
      const node = type === 'StandardValueSet' ? valueSet(fullName, org, valuesOf) : org.sources.get(`${type}:${fullName}`);
      const [folder, suffix] = placeOf(type);
      if (node === undefined || folder === undefined) {
        problems.push(`Entity of type '${type}' named '${fullName}' cannot be found`);
        continue;
      }
      const name = type === 'CustomField' ? (fullName.split('.')[0] ?? '') : fullName;
      const fileName = `unpackaged/${folder}/${name}.${suffix}`;
      files.push({ type, fullName, fileName });
      if (folder !== 'objects') contents.set(fileName, toXml(type, node));
      else {
        const object = objects.get(fileName) ?? {};
        if (type === 'CustomField') object.fields = [...listOf(object.fields), node];
        else Object.assign(object, { ...node, fields: listOf(object.fields) });
        objects.set(fileName, object);
      }
    }
  }
  for (const [fileName, node] of objects) contents.set(fileName, toXml('CustomObject', node));
  const types = [...wanted].map(([name, members]): XmlElement => ({ members: [...members], name }));
  contents.set('unpackaged/package.xml', toXml('Package', { types, version: '62.0' }));
  return { zipFile: zip(contents).toString('base64'), files, problems };
}

const placeOf = (type: string): [folder?: string, suffix?: string] => {
  if (type === 'CustomField') return ['objects', 'object'];
  const found = Object.entries(FOLDERS).find(([, [, own]]) => own === type);
  return found === undefined ? [] : [found[0], found[1][0]];
};

/** What was deployed, or the values that every org has, with what such values must say. */
function valueSet(
  name: string,
  org: OrgMetadata,
  valuesOf: (set: string) => readonly string[] | undefined,
): XmlElement | undefined {
  const deployed = org.sources.get(`StandardValueSet:${name}`);
  const values = valuesOf(name);
  if (deployed !== undefined || values === undefined) return deployed;
  const more: Record<string, XmlElement> = {
    OpportunityStage: { closed: 'false', forecastCategory: 'Pipeline', probability: '10', won: 'false' },
    CaseStatus: { closed: 'false' },
  };
  return {
    sorted: 'false',
    standardValue: values.map((value) => ({
      fullName: value,
      default: 'false',
      label: value,
      ...(name === 'OrderStatus' ? { groupingString: value } : more[name]),
    })),
  };
}
