import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { MetadataProblem } from './metadata-problem';
import { unzip } from './zip';

/** An XML element: text, or its children by name. */
export type XmlNode = string | { [name: string]: XmlNode | XmlNode[] };
export type XmlElement = Record<string, XmlNode | XmlNode[]>;

/** One file of a deployment, in the format of the Metadata API: an object with its fields is one file. */
export interface MetadataFile {
  /** As in the zip: objects/Account.object. */
  path: string;
  type: string;
  fullName: string;
  node: XmlElement;
}

/** Folder → suffix and type (Metadata API guide, each type's "File Suffix and Directory Location"). */
export const FOLDERS: Record<string, [suffix: string, type: string]> = {
  objects: ['object', 'CustomObject'],
  flows: ['flow', 'Flow'],
  permissionsets: ['permissionset', 'PermissionSet'],
  standardValueSets: ['standardValueSet', 'StandardValueSet'],
  externalClientApps: ['eca', 'ExternalClientApplication'],
  extlClntAppOauthSettings: ['ecaOauth', 'ExtlClntAppOauthSettings'],
  extlClntAppGlobalOauthSets: ['ecaGlblOauth', 'ExtlClntAppGlobalOauthSettings'],
  extlClntAppOauthPolicies: ['ecaOauthPlcy', 'ExtlClntAppOauthConfigurablePolicies'],
  extlClntAppPolicies: ['ecaPlcy', 'ExtlClntAppConfigurablePolicies'],
};
export const TYPES = ['CustomField', ...Object.values(FOLDERS).map(([, type]) => type)];

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true, trimValues: true });

/** What stands under an element's name, as a list: XML does not tell one from a list of one. */
export const listOf = <T = XmlElement>(value: XmlNode | XmlNode[] | undefined): T[] =>
  (value === undefined ? [] : Array.isArray(value) ? value : [value]) as T[];
export const textOf = (value: XmlNode | XmlNode[] | undefined): string => (typeof value === 'string' ? value : '');

/** @throws MetadataProblem */
export function parseXml(text: string): [type: string, node: XmlElement] {
  if (XMLValidator.validate(text) !== true) throw new MetadataProblem('Error parsing file: the XML is not well formed');
  const [[type, node] = ['', '']] = Object.entries(parser.parse(text) as Record<string, XmlNode>);
  return [type, typeof node === 'string' ? {} : node];
}

const builder = new XMLBuilder({ format: true });

/** An element as a file of the Metadata API. */
export const toXml = (type: string, node: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [type]: node })}`.replace(
    `<${type}>`,
    `<${type} xmlns="${NAMESPACE}">`,
  );

/** The files of a deployment, and what its package.xml names: type → members. @throws MetadataProblem */
export function fromZip(archive: Buffer): { files: MetadataFile[]; named: Map<string, string[]> } {
  const contents = unzip(archive);
  const manifest = contents.get('package.xml');
  if (manifest === undefined) throw new MetadataProblem('No package.xml found');
  const types = listOf(parseXml(manifest.toString('utf8'))[1].types);
  const named = new Map(types.map(({ name, members }) => [textOf(name), listOf<string>(members)]));
  const files = [...contents].flatMap(([file, data]) => (file === 'package.xml' ? [] : [fileAt(file, data.toString('utf8'))]));
  return { files, named };
}

function fileAt(file: string, text: string): MetadataFile {
  const [folder = '', name = ''] = file.split('/');
  const [suffix, expected] = FOLDERS[folder] ?? [];
  if (suffix === undefined || !name.endsWith(`.${suffix}`))
    throw new MetadataProblem(`${file}: not a folder or file of metadata`);
  const [type, node] = parseXml(text);
  if (type !== expected) throw new MetadataProblem(`${file}: Unknown type name '${type}'`);
  return { path: file, type, fullName: name.slice(0, -suffix.length - 1), node };
}

/**
 * The files of a folder in source format, as the conversion to the Metadata API's makes them: an object's fields move into its file.
 * Much faster than Salesforce's own library, which the rehearsal holds it against.
 */
export function fromSource(folder: string): MetadataFile[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-meta.xml'));
  const files = new Map<string, MetadataFile>();
  for (const file of found.sort()) {
    const [type, node] = parseXml(readFileSync(path.join(folder, file), 'utf8'));
    const [kind = '', object = ''] = file.split(path.sep);
    if (kind !== 'objects') {
      const one = path.basename(file, '-meta.xml');
      files.set(file, { path: `${kind}/${one}`, type, fullName: one.replace(/\.[^.]+$/, ''), node });
      continue;
    }
    const target = files.get(object) ?? { path: `objects/${object}.object`, type: 'CustomObject', fullName: object, node: {} };
    if (type === 'CustomField') target.node.fields = [...listOf<XmlNode>(target.node.fields), node];
    else Object.assign(target.node, node);
    files.set(object, target);
  }
  return [...files.values()];
}
