import { listOf, textOf, TYPES, type MetadataFile } from './components';
import { customField } from './custom-field';
import { unknownElements } from './elements';
import { externalClientApp } from './external-client-app';
import { flow } from './flow';
import { MetadataProblem } from './metadata-problem';
import type { OrgMetadata } from './org-metadata';
import { permissionSet } from './permission-set';
import { standardValueSet } from './value-set';

/** One line of a deployment's result. */
export interface ComponentResult {
  type: string;
  fullName: string;
  fileName: string;
  created: boolean;
  /** Null: it is in. */
  problem: string | null;
}

/** What refers to others comes after them, whatever the order of the files. */
const ORDER = [
  'CustomObject',
  'CustomField',
  'StandardValueSet',
  'Flow',
  'PermissionSet',
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
];

interface Component extends Omit<MetadataFile, 'path'> {
  fileName: string;
  /** The object of a field. */
  object: string;
}

/**
 * Puts files into an org's metadata, each component checked as the Metadata API checks it.
 * @param org changed as far as components are in order: pass a copy, and keep it only when nothing failed (rollbackOnError)
 * @param named what package.xml names; left out where the files come from a folder of ours
 * @param flowsAsActive false: a production org that has not "Deploy processes and flows as active" keeps them as drafts
 */
export function deploy(
  files: readonly MetadataFile[],
  org: OrgMetadata,
  { named, flowsAsActive = true }: { named?: ReadonlyMap<string, readonly string[]>; flowsAsActive?: boolean } = {},
): ComponentResult[] {
  const components = files.flatMap(componentsIn).sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const done = new Set<string>();
  const results = components.map((component): ComponentResult => {
    const { type, fullName, fileName } = component;
    const key = `${type}:${fullName}`;
    const result = { type, fullName, fileName, created: true };
    try {
      if (done.has(key)) throw new MetadataProblem(`Duplicate name '${fullName}' specified`);
      done.add(key);
      const [unknown] = unknownElements(type, component.node);
      if (unknown !== undefined) {
        const [parent = '', element = ''] = unknown.split('.');
        throw new MetadataProblem(`Error parsing file: Element ${element} invalid at this location in type ${parent}`);
      }
      if (named !== undefined && !isNamed(component, named)) throw new MetadataProblem(`${fullName} is not named in package.xml`);
      put(component, org, flowsAsActive);
      org.sources.set(key, component.node);
      return { ...result, problem: null };
    } catch (error) {
      if (!(error instanceof MetadataProblem)) throw error;
      return { ...result, problem: error.message };
    }
  });
  return [...results, ...missing(components, named ?? new Map<string, string[]>())];
}

function put({ type, fullName, object, node }: Component, org: OrgMetadata, flowsAsActive: boolean): void {
  switch (type) {
    case 'CustomObject':
      return customObject(fullName, node, org);
    case 'CustomField': {
      if (!org.hasObject(object))
        throw new MetadataProblem(`Entity Enumeration Or ID: bad value for restricted picklist field: ${object}`);
      const field = customField(object, node, org);
      org.fieldsOf(object).set(field.name, field);
      return;
    }
    case 'StandardValueSet':
      org.valueSets.set(fullName, standardValueSet(fullName, node));
      return;
    case 'Flow': {
      const deployed = flow(node, org);
      org.flows.set(fullName, { ...deployed, active: deployed.active && flowsAsActive });
      return;
    }
    case 'PermissionSet':
      org.permissionSets.set(fullName, permissionSet(node, org));
      return;
    default:
      externalClientApp(type, fullName, node, org);
  }
}

/** A platform event; a standard object's file only carries its fields. */
function customObject(name: string, node: MetadataFile['node'], org: OrgMetadata): void {
  if (!name.endsWith('__e')) {
    if (!org.hasObject(name))
      throw new MetadataProblem(`Entity Enumeration Or ID: bad value for restricted picklist field: ${name}`);
    return;
  }
  for (const needed of ['label', 'pluralLabel', 'deploymentStatus', 'eventType'])
    if (textOf(node[needed]) === '') throw new MetadataProblem(`Must specify ${needed} for the platform event`);
  if (textOf(node.eventType) !== 'HighVolume')
    throw new MetadataProblem('Standard-volume platform events can no longer be created');
  if (!['PublishAfterCommit', 'PublishImmediately'].includes(textOf(node.publishBehavior)))
    throw new MetadataProblem(
      `'${textOf(node.publishBehavior)}' is not a valid value for the enum 'PlatformEventPublishBehavior'`,
    );
  org.events.add(name);
}

/** An object's file holds its fields; Activity's are Task's. */
function componentsIn({ path: fileName, type, fullName, node }: MetadataFile): Component[] {
  const target = fullName === 'Activity' ? 'Task' : fullName;
  const own: Component = { type, fullName: target, fileName, node, object: '' };
  if (type !== 'CustomObject') return [{ ...own, fullName }];
  const fields = listOf(node.fields).map((field): Component => {
    const name = `${fullName}.${textOf(field.fullName)}`;
    return { type: 'CustomField', fullName: name, fileName, node: field, object: target };
  });
  return [own, ...fields];
}

function isNamed({ type, fullName }: Component, named: ReadonlyMap<string, readonly string[]>): boolean {
  // an object's file may be there for its fields alone
  if (type === 'CustomObject' && !fullName.endsWith('__e')) return true;
  const object = fullName.split('.')[0] ?? '';
  return (
    (named.get(type) ?? []).some((member) => member === fullName || member === '*') ||
    (named.get('CustomObject') ?? []).includes(object)
  );
}

/** What package.xml names and the zip doesn't hold, and types that nobody knows. */
function missing(components: readonly Component[], named: ReadonlyMap<string, readonly string[]>): ComponentResult[] {
  const failed = (type: string, fullName: string, problem: string): ComponentResult => ({
    type,
    fullName,
    fileName: 'package.xml',
    created: false,
    problem,
  });
  return [...named].flatMap(([type, members]) => {
    if (!TYPES.includes(type)) return [failed(type, type, `Unknown type name '${type}' specified in package.xml`)];
    return members
      .filter(
        (member) =>
          member !== '*' &&
          !components.some((one) => one.type === type && one.fullName === (member === 'Activity' ? 'Task' : member)),
      )
      .map((member) =>
        failed(
          type,
          member,
          `An object '${member}' of type ${type} was named in package.xml, but was not found in zipped directory`,
        ),
      );
  });
}
