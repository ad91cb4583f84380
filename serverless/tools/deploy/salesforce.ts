import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Part } from './deployment';
import { certificateFile } from './salesforce-certificate';
import { missingIn, SalesforceCli, type CliResult } from './salesforce-cli';
import { merged } from './salesforce-merge';

/** Of an environment's file; read here alone, and never sent to Twilio. */
export interface SalesforceTarget {
  /** As `sf` knows the org: an alias or a user. */
  targetOrg: string;
  /** Of the external client app. */
  contactEmail: string | null;
  /** The integration user, who gets the permission set; null: not set yet. */
  username: string | null;
  /** PEM; null: none was made, so the app is left out. */
  certificatePem: string | null;
}

const PROJECT = path.resolve(__dirname, '../../salesforce');
const PERMISSION_SET = 'Interaction_History_Integration';
/** In every path of source format. */
const MAIN = path.join('force-app', 'main', 'default');
const APP_FOLDERS = /^(externalClientApps|extlClntApp\w+)$/;

/** @returns null where the file names no org for `sf`; problems, one line each, where something of it is missing */
export function salesforceTarget(env: Readonly<Record<string, string>>): SalesforceTarget | null {
  if (env.SF_TARGET_ORG === undefined) return null;
  const certificate = certificateFile(env.TWILIO_ENVIRONMENT ?? '');
  return {
    targetOrg: env.SF_TARGET_ORG,
    contactEmail: env.SF_CONTACT_EMAIL ?? null,
    username: env.SF_USERNAME ?? null,
    certificatePem: existsSync(certificate) ? readFileSync(certificate, 'utf8') : null,
  };
}

/** What is deployed: file in the project → content; and what the operator is told of it. */
interface Change {
  files: Map<string, string>;
  /** In the project and not deployed. */
  leftOut: string[];
  lines: string[];
}

/** The org as code, deployed by `sf` in a way that takes nothing from the org. */
export function salesforcePart(target: SalesforceTarget, cli = new SalesforceCli(target.targetOrg)): Part {
  let change: Change | undefined;
  return {
    name: 'salesforce',
    title: 'Salesforce',
    compare: async () => {
      if (target.certificatePem !== null && target.contactEmail === null)
        throw new Error('SF_CONTACT_EMAIL is not set: Salesforce wants an address for the external client app');
      const { result = {}, message } = await cli.run(['org', 'display'], PROJECT);
      if (result.instanceUrl === undefined) throw new Error(`sf can’t say where the org is: ${message ?? 'no instance'}`);
      change = await compare(target, cli);
      return [`${new URL(result.instanceUrl).host}, as ${result.username ?? 'unknown'}`, ...change.lines];
    },
    run: async () => {
      change ??= await compare(target, cli);
      const count = await deploy(change, target, cli);
      const assigned =
        target.username === null ? 'no SF_USERNAME yet, so nobody has the permission set' : await assign(target.username, cli);
      return `${count} components deployed; ${assigned}`;
    },
  };
}

async function compare(target: SalesforceTarget, cli: SalesforceCli): Promise<Change> {
  return inCopy(async (folder) => {
    const ours = await filesIn(folder);
    const { result, message } = await cli.run(['project', 'retrieve', 'start', '--source-dir', 'force-app'], folder);
    if (result === undefined) throw new Error(`sf can’t read what the org has: ${message ?? 'no answer'}`);
    return changeOf(ours, await filesIn(folder), missingIn(result), target.certificatePem !== null);
  });
}

/** @param own what was retrieved over our files: the org's where it has them */
function changeOf(
  ours: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
  missing: ReadonlySet<string>,
  withApp: boolean,
): Change {
  const files = new Map<string, string>();
  const leftOut: string[] = [];
  const lines: string[] = [];
  const count = { made: 0, kept: 0 };
  for (const [file, text] of ours) {
    const name = nameOf(file);
    if (!withApp && APP_FOLDERS.test(path.relative(MAIN, file).split(path.sep)[0] ?? '')) leftOut.push(file);
    else if (name === null || missing.has(name)) {
      files.set(file, text);
      if (name?.startsWith('CustomField:')) count.made++;
    } else {
      const { text: both, added } = merged(own.get(file) ?? text, text);
      if (both === null) leftOut.push(file);
      else files.set(file, both);
      if (name.startsWith('CustomField:')) count.kept++;
      if (added.length > 0) lines.push(`~ ${name.split(':')[1] ?? ''}: + ${added.join(', ')}`);
    }
  }
  return {
    files,
    leftOut,
    lines: [
      `+ ${count.made} custom fields; ${count.kept} are there and keep what they have`,
      ...lines,
      '+ permission set, order event and its two flows, replaced where they are there',
      withApp
        ? '+ external client app with the certificate'
        : '! no certificate, so no app: npm run salesforce:certificate makes one',
    ],
  };
}

/** `Type:FullName` of what an org may have of its own; null: it is ours. */
function nameOf(file: string): string | null {
  const [folder, object = '', kind, field = ''] = path.relative(MAIN, file).split(path.sep);
  if (folder === 'standardValueSets') return `StandardValueSet:${path.basename(file).split('.')[0] ?? ''}`;
  if (folder === 'objects' && kind === 'fields' && !object.endsWith('__e'))
    return `CustomField:${object}.${field.split('.')[0] ?? ''}`;
  return null;
}

async function deploy({ files, leftOut }: Change, target: SalesforceTarget, cli: SalesforceCli): Promise<number> {
  return inCopy(async (folder) => {
    for (const [file, text] of files) await writeFile(path.join(folder, file), text);
    for (const file of leftOut) await rm(path.join(folder, file));
    const project = path.join(folder, 'sfdx-project.json');
    if (target.certificatePem === null) {
      const { replacements: _ofTheApp, ...rest } = JSON.parse(await readFile(project, 'utf8')) as Record<string, unknown>;
      await writeFile(project, JSON.stringify(rest));
    } else
      await writeFile(
        path.join(folder, 'certificate.crt'),
        target.certificatePem.replace(/-----(BEGIN|END) CERTIFICATE-----|\s/g, ''),
      );
    const env: Record<string, string> = target.contactEmail === null ? {} : { SF_CONTACT_EMAIL: target.contactEmail };
    const { result, message } = await cli.run(
      ['project', 'deploy', 'start', '--source-dir', 'force-app', '--wait', '30'],
      folder,
      env,
    );
    if (result?.success !== true)
      throw new Error(`Salesforce refuses it, and nothing was changed:\n${problemsOf(result, message)}`);
    return result.numberComponentsDeployed ?? files.size;
  });
}

function problemsOf(result: CliResult | undefined, message = 'no answer'): string {
  const failed = (result?.files ?? []).filter(({ state }) => state === 'Failed');
  return failed.length === 0 ? message : failed.map(({ fullName, error }) => `  ${fullName}: ${error ?? ''}`).join('\n');
}

async function assign(username: string, cli: SalesforceCli): Promise<string> {
  const { result, message } = await cli.run(
    ['org', 'assign', 'permset', '--name', PERMISSION_SET, '--on-behalf-of', username],
    PROJECT,
  );
  const failures = result?.failures ?? (result === undefined ? [{ name: username, message: message ?? 'no answer' }] : []);
  const [failure] = failures.filter(({ message: words }) => !/duplicate/i.test(words));
  if (failure !== undefined)
    throw new Error(`Deployed, but the integration user did not get the permission set: ${failure.message}`);
  return 'the integration user has the permission set';
}

/** In a copy of the project: `sf` writes what it retrieves into it, and keeps notes there. */
async function inCopy<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'salesforce-'));
  try {
    await cp(path.join(PROJECT, 'force-app'), path.join(folder, 'force-app'), { recursive: true });
    await cp(path.join(PROJECT, 'sfdx-project.json'), path.join(folder, 'sfdx-project.json'));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(path.join(folder, MAIN), { recursive: true })).filter((name) => name.endsWith('-meta.xml'));
  const files = names.map(
    async (name) => [path.join(MAIN, name), await readFile(path.join(folder, MAIN, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(files));
}
