import { setTimeout as wait } from 'node:timers/promises';
import { v1 } from '@google-cloud/firestore';
import { credentials } from '@grpc/grpc-js';
import wanted from '../../firestore/firestore.indexes.json';
import { readConfig } from '../../src/config/config';
import { refusalWords } from './firestore-refusal';

type Admin = InstanceType<typeof v1.FirestoreAdminClient>;
/** As the Admin API has it: every part may be absent. */
interface Index {
  name?: string | null;
  queryScope?: string | number | null;
  state?: string | number | null;
  fields?: { fieldPath?: string | null; order?: string | number | null; arrayConfig?: string | number | null }[] | null;
}
type WantedIndex = (typeof wanted.indexes)[number];
type WantedField = Pick<(typeof wanted.fieldOverrides)[number], 'collectionGroup' | 'fieldPath'> & { ttl?: boolean };

const NAME = '__name__';
const ALREADY_EXISTS = 6;
/** Indexes are built in minutes; of many documents in hours, which nobody waits for here. */
const PATIENCE_MS = 20 * 60_000;

export interface FirestorePlan {
  projectId: string;
  /** Null: the emulator or stand-in at FIRESTORE_EMULATOR_HOST. */
  account: { client_email: string; private_key: string } | null;
  /** host:port of a stand-in. */
  standIn: string | null;
}

interface Missing {
  indexes: WantedIndex[];
  fields: WantedField[];
  /** Fields whose time deletes their document. */
  ttls: WantedField[];
}

/** @throws ConfigError; Error in words where no credential is named */
export function firestorePlan(env: Readonly<Record<string, string>>): FirestorePlan {
  const { projectId, serviceAccount } = readConfig(env).firestore;
  const standIn = env.FIRESTORE_EMULATOR_HOST ?? null;
  const project = projectId ?? serviceAccount?.project_id;
  if (project === undefined || (serviceAccount === undefined && standIn === null))
    throw new Error('FIREBASE_SERVICE_ACCOUNT_BASE64 is not set: the indexes are made by a service account');
  return { projectId: project, account: serviceAccount ?? null, standIn };
}

/** What a deployment would change, one line each; empty: nothing. @throws Error in words */
export function describeFirestore(plan: FirestorePlan): Promise<string[]> {
  return withAdmin(plan, async (admin) => linesOf(await missingFrom(admin, plan.projectId)));
}

/**
 * Makes the indexes, exemptions and time-to-live policies of firestore.indexes.json that the database lacks, and waits until they can be used. What else is there
 * stays: another app's indexes, and the security rules. Repeatable.
 * @param options.say is told each step before it begins
 * @returns what was done, in words
 * @throws Error in words; what was begun goes on by itself
 */
export function deployFirestore(
  plan: FirestorePlan,
  options: { say?: (line: string) => void; pollMs?: number } = {},
): Promise<string> {
  const { say = () => undefined, pollMs = 5_000 } = options;
  return withAdmin(plan, async (admin) => {
    const missing = await missingFrom(admin, plan.projectId);
    for (const index of missing.indexes) {
      say(`index ${nameOf(index)}`);
      await createIndex(admin, plan.projectId, index);
    }
    for (const field of missing.fields) {
      say(`exemption of ${nameOfField(field)}`);
      await exempt(admin, plan.projectId, field);
    }
    for (const field of missing.ttls) {
      say(`time to live of ${nameOfField(field)}`);
      await letExpire(admin, plan.projectId, field);
    }
    await untilBuilt(admin, plan.projectId, pollMs, say);
    const lines = linesOf(missing);
    return lines.length === 0 ? 'Nothing to change' : `Done: ${lines.join('; ')}`;
  });
}

const nameOfField = ({ collectionGroup, fieldPath }: WantedField): string => `${collectionGroup}.${fieldPath}`;
const linesOf = ({ indexes, fields, ttls }: Missing): string[] => [
  ...indexes.map((index) => `index ${nameOf(index)}`),
  ...fields.map((field) => `exemption of ${nameOfField(field)}`),
  ...ttls.map((field) => `time to live of ${nameOfField(field)}`),
];
const nameOf = (index: WantedIndex): string =>
  `${index.collectionGroup} (${index.fields.flatMap(({ fieldPath }) => (fieldPath === NAME ? [] : [fieldPath])).join(', ')})`;

async function withAdmin<T>(plan: FirestorePlan, work: (admin: Admin) => Promise<T>): Promise<T> {
  const [servicePath, port] = plan.standIn?.split(':') ?? [];
  const admin = new v1.FirestoreAdminClient({
    projectId: plan.projectId,
    ...(plan.standIn === null
      ? { credentials: plan.account ?? {} }
      : { servicePath: servicePath ?? '', port: Number(port), sslCreds: credentials.createInsecure() }),
  });
  try {
    return await work(admin);
  } catch (error) {
    throw refusalWords(error, plan.account?.client_email ?? 'the service account');
  } finally {
    await admin.close();
  }
}

const groupPath = (projectId: string, group: string): string =>
  `projects/${projectId}/databases/(default)/collectionGroups/${group}`;

async function present(admin: Admin, projectId: string): Promise<Index[]> {
  const found: Index[] = [];
  for await (const index of admin.listIndexesAsync({ parent: groupPath(projectId, '-') }, { autoPaginate: false }))
    found.push(index);
  return found;
}

async function missingFrom(admin: Admin, projectId: string): Promise<Missing> {
  const there = new Set((await present(admin, projectId)).map((index) => keyOf(groupOf(index.name ?? ''), index)));
  const overridden = new Set<string>();
  for (const { name, indexConfig } of await fieldsWith(admin, projectId, 'indexConfig.usesAncestorConfig:false'))
    if ((indexConfig?.indexes ?? []).length === 0) overridden.add(name ?? '');
  const expiring = new Set((await fieldsWith(admin, projectId, 'ttlConfig:*')).map(({ name }) => name ?? ''));
  const fields: WantedField[] = wanted.fieldOverrides;
  return {
    indexes: wanted.indexes.filter((index) => !there.has(keyOf(index.collectionGroup, index as unknown as Index))),
    fields: fields.filter((field) => !overridden.has(fieldName(projectId, field))),
    ttls: fields.filter((field) => field.ttl === true && !expiring.has(fieldName(projectId, field))),
  };
}

interface Field {
  name?: string | null;
  indexConfig?: { indexes?: unknown[] | null } | null;
}

/** @param filter one of the two that Google takes */
async function fieldsWith(admin: Admin, projectId: string, filter: string): Promise<Field[]> {
  const found: Field[] = [];
  for await (const field of admin.listFieldsAsync({ parent: groupPath(projectId, '-'), filter }, { autoPaginate: false }))
    found.push(field);
  return found;
}

const groupOf = (name: string): string => /\/collectionGroups\/([^/]+)\//.exec(name)?.[1] ?? '';
const fieldName = (projectId: string, { collectionGroup, fieldPath }: WantedField): string =>
  `${groupPath(projectId, collectionGroup)}/fields/${fieldPath}`;

/** Two indexes that are the same to Google: it adds the document's name in the last field's order by itself. */
function keyOf(group: string, { queryScope, fields }: Index): string {
  const named = (fields ?? []).map(({ fieldPath, order, arrayConfig }) => `${fieldPath ?? ''} ${arrayConfig ?? order ?? ''}`);
  const last = fields?.at(-1);
  if (last?.fieldPath !== NAME) named.push(`${NAME} ${last?.order ?? 'ASCENDING'}`);
  return [group, String(queryScope), ...named].join(', ');
}

async function createIndex(admin: Admin, projectId: string, { collectionGroup, queryScope, fields }: WantedIndex): Promise<void> {
  try {
    await admin.createIndex({
      parent: groupPath(projectId, collectionGroup),
      // the file has Google's own names of the values
      index: { queryScope, fields } as object,
    });
  } catch (error) {
    // begun by somebody else since we looked
    if ((error as { code?: unknown }).code !== ALREADY_EXISTS) throw error;
  }
}

async function exempt(admin: Admin, projectId: string, field: WantedField): Promise<void> {
  await admin.updateField({
    field: { name: fieldName(projectId, field), indexConfig: { indexes: [] } },
    updateMask: { paths: ['index_config'] },
  });
}

/** Firestore deletes a document within a day of the time in this field (firebase.google.com/docs/firestore/ttl). */
async function letExpire(admin: Admin, projectId: string, field: WantedField): Promise<void> {
  await admin.updateField({
    field: { name: fieldName(projectId, field), ttlConfig: {} },
    updateMask: { paths: ['ttl_config'] },
  });
}

async function untilBuilt(admin: Admin, projectId: string, pollMs: number, say: (line: string) => void): Promise<void> {
  const keys = new Set(wanted.indexes.map((index) => keyOf(index.collectionGroup, index as unknown as Index)));
  const until = Date.now() + PATIENCE_MS;
  for (let before = 0; ;) {
    const ours = (await present(admin, projectId)).filter((index) => keys.has(keyOf(groupOf(index.name ?? ''), index)));
    const broken = ours.find(({ state }) => state === 'NEEDS_REPAIR');
    if (broken !== undefined)
      throw new Error(`Google could not build an index: delete it in the console and deploy again (${broken.name ?? ''})`);
    const building = ours.filter(({ state }) => state === 'CREATING').length;
    if (building === 0) return;
    if (Date.now() > until)
      throw new Error(
        `${building} index(es) are still being built: what needs them fails until they are. doctor says when they are done`,
      );
    if (building !== before) say(`${building} index(es) are being built …`);
    before = building;
    await wait(pollMs);
  }
}
