import path from 'node:path';
import { NONE, viewOf, type Peculiarities } from './access';
import { fromSource, type MetadataFile } from './metadata/components';
import { deploy } from './metadata/deploy';
import { OrgMetadata } from './metadata/org-metadata';
import { Records } from './records';
import { Schema, type SchemaView } from './schema';
import { VALUE_SETS } from './standard-org';

/** The org as code, in source format. */
export const SOURCE = path.resolve(__dirname, '../../../serverless/salesforce/force-app/main/default');
/** What the integration user is given after a deployment. */
export const PERMISSION_SET = 'Interaction_History_Integration';

interface OrgOptions {
  personAccounts: boolean;
  /** Setup › Order Settings. Off: there is no Order, for anybody. */
  ordersEnabled: boolean;
  username: string;
  now: () => number;
}

/** An org: what is stored in it, what was deployed to it, and what the integration user sees of it. */
export class Org {
  readonly records: Records;
  metadata: OrgMetadata;
  private readonly schema: Schema;
  private readonly userId: string;
  private peculiarities = NONE;
  private seen: SchemaView | null = null;

  constructor({ personAccounts, ordersEnabled, username, now }: OrgOptions) {
    this.schema = new Schema({ personAccounts });
    this.records = new Records(this.schema, now);
    this.metadata = new OrgMetadata(new Set(ordersEnabled ? [] : ['Order', 'OrderItem']));
    this.userId = String(this.records.create('User', { Username: username, IsActive: true }).Id);
    // every org has these from the beginning
    const organization = this.records.create('Organization', {});
    this.records.settle('Organization', String(organization.Id), { Name: 'Sandbox', TimeZoneSidKey: 'America/Los_Angeles' });
    const standard = this.records.create('Pricebook2', { Name: 'Standard Price Book', IsActive: true });
    this.records.settle('Pricebook2', String(standard.Id), { IsStandard: true });
    this.records.triggers.push((object) => {
      if (object === 'PermissionSetAssignment') this.seen = null;
    });
  }

  /** The org as the integration user sees it. */
  get view(): SchemaView {
    this.seen ??= viewOf(this.schema, this.metadata, this.assigned(), this.peculiarities);
    return this.seen;
  }

  get maxSearchTerms(): number {
    return this.peculiarities.maxSearchTerms;
  }

  /** An administrator's doing, from now on; what is left out is as in any org. */
  become(peculiarities: Partial<Peculiarities>): void {
    this.peculiarities = { ...NONE, ...peculiarities };
    this.seen = null;
  }

  /** Puts deployed metadata in place of what was there. */
  replace(metadata: OrgMetadata): void {
    this.metadata = metadata;
    for (const event of metadata.events) this.schema.putEvent(event);
    for (const [object, fields] of metadata.fields) for (const field of fields.values()) this.schema.put(object, field);
    for (const [set, values] of metadata.valueSets) {
      const [object = '', name = ''] = VALUE_SETS[set] ?? [];
      const field = this.schema.field(this.schema.object(object), name);
      this.schema.put(object, { ...field, picklist: values, restricted: true });
    }
    for (const [Name, { label }] of metadata.permissionSets) this.upsert('PermissionSet', 'Name', Name, { Label: label });
    for (const [ApiName, { label, active, trigger }] of metadata.flows)
      this.upsert('FlowDefinitionView', 'ApiName', ApiName, { Label: label, IsActive: active, TriggerType: trigger });
    this.seen = null;
  }

  /** The values of a standard value set; undefined: there is no such set. */
  valuesOf(set: string): readonly string[] | undefined {
    const [object, name] = VALUE_SETS[set] ?? [];
    return object === undefined || name === undefined ? undefined : this.schema.field(this.schema.object(object), name).picklist;
  }

  /**
   * Deploys the org as code and gives the integration user its permission set, as an operator does.
   * @param certificatePem of the external client app
   * @throws Error when a component is refused
   */
  bringUp(certificatePem: string): void {
    const next = this.metadata.copy();
    const refused = deploy(withCertificate(orgAsCode(), certificatePem), next).filter(({ problem }) => problem !== null);
    if (refused.length > 0)
      throw new Error(
        `The org as code is refused:\n${refused.map((one) => `${one.fullName}: ${String(one.problem)}`).join('\n')}`,
      );
    this.replace(next);
    this.assign(PERMISSION_SET);
  }

  /** Gives the integration user a permission set. */
  assign(permissionSet: string): void {
    const set = this.records.findBy('PermissionSet', 'Name', permissionSet);
    this.records.create('PermissionSetAssignment', { AssigneeId: this.userId, PermissionSetId: set?.Id });
  }

  private assigned(): string[] {
    return this.records
      .all('PermissionSetAssignment')
      .filter(({ AssigneeId }) => AssigneeId === this.userId)
      .map(({ PermissionSetId }) => String(this.records.get('PermissionSet', String(PermissionSetId)).Name));
  }

  private upsert(object: string, key: string, value: string, fields: Record<string, unknown>): void {
    const present = this.records.findBy(object, key, value);
    if (present === undefined) this.records.create(object, { [key]: value, ...fields });
    else this.records.update(object, String(present.Id), fields);
  }
}

let read: MetadataFile[] | undefined;
/** Read once a process: tests start many orgs. */
const orgAsCode = (): MetadataFile[] => (read ??= fromSource(SOURCE));

/** What `sf` puts into the files while it deploys (sfdx-project.json, "replacements"). */
const withCertificate = (files: readonly MetadataFile[], certificatePem: string): MetadataFile[] =>
  files.map(({ node, ...file }) => ({
    ...file,
    node: {
      ...node,
      ...(node.certificate === undefined ? {} : { certificate: certificatePem }),
      ...(node.contactEmail === undefined ? {} : { contactEmail: 'admin@example.com' }),
    },
  }));
