import { existsSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from '@interaction-history/shared/src/version';
import type { Firestore } from 'firebase-admin/firestore';
import { readConfig } from '../../src/config/config';
import { DATA_VERSION } from '../../src/migrations/data-version';
import { runMigrations, type Migrated } from '../../src/migrations/run-migrations';
import { clientsOf } from '../../src/vendors/clients';
import { callbackUrl, missingEvents, WorkspaceEvents } from './event-callback';
import { FlexConfiguration } from './flex-configuration';
import { compareFunctions, deployFunctions } from './functions';
import type { Part } from './deployment';
import { deployFirestore, describeFirestore, firestorePlan } from './firestore';
import { deployMaster, describeMaster, masterPlan } from './master';
import type { DeployPlan } from './plan';
import { PLUGIN, PluginDeployment } from './plugin';
import { runTool, type Rehearsal } from './run-tool';
import { salesforcePart } from './salesforce';
import { ServerlessService } from './serverless-service';
import { originOf } from './origin';

export interface PartsOptions {
  /** The repository's folder. */
  root: string;
  /** The workspace's event callback may be taken from whoever has it. */
  replaceCallback: boolean;
  /** Where Twilio is a stand-in, and where the Functions are built then. */
  rehearsal?: Rehearsal & { outdir: string };
}

/** Everything that is deployed, in the order in which one needs the other: the org before the Functions that read it, those before the plugin that calls them. */
export function deploymentParts(plan: DeployPlan, options: PartsOptions): Part[] {
  const salesforce = plan.salesforce === null ? [] : [salesforcePart(plan.salesforce)];
  let building: Promise<void> | undefined;
  // the Functions serve the administration's half of it: one build for both parts
  const built = (): Promise<void> => (building ??= buildPlugin(options.root, options.rehearsal !== undefined));
  return [
    firestore(plan),
    ...salesforce,
    ...master(plan),
    functions(plan, options, built),
    data(plan),
    plugin(plan, options, built),
    flex(plan, options),
  ];
}

function firestore({ env }: DeployPlan): Part {
  return {
    name: 'firestore',
    title: 'Firestore',
    compare: () => describeFirestore(firestorePlan(env)),
    run: () => deployFirestore(firestorePlan(env)),
  };
}

/** Only where the file names the tables' owner: often that is another team, which runs the files itself. */
function master({ env }: DeployPlan): Part[] {
  const chosen = masterPlan(env);
  if (chosen === null) return [];
  return [
    {
      name: 'master',
      title: 'Customer master',
      compare: () => describeMaster(chosen),
      run: () => deployMaster(chosen),
    },
  ];
}

function functions(plan: DeployPlan, { root, rehearsal }: PartsOptions, built: () => Promise<void>): Part {
  const workspace = path.join(root, 'serverless');
  return {
    name: 'functions',
    title: 'Functions',
    compare: () => compareFunctions(plan),
    run: async () => {
      await built();
      const { domain, functions: count } = await deployFunctions(workspace, plan, rehearsal);
      return `${count} Functions of ${VERSION} live at ${originOf(domain)}`;
    },
  };
}

/** After the Functions: until it has run, what stands under an earlier version's keys is not found by them. */
function data({ env }: DeployPlan): Part {
  const open = (): Promise<Firestore> => clientsOf(readConfig(env)).firestore();
  const words = ({ name, moved, seen }: Migrated): string => `${name}: ${moved} of ${seen}`;
  return {
    name: 'data',
    title: 'Stored data',
    compare: async () => {
      const lacking = await runMigrations(await open(), { dryRun: true });
      return lacking.length === 0
        ? [`version ${DATA_VERSION} already`]
        : lacking.map((one) => `→ version ${one.version}, ${words(one)}`);
    },
    run: async () => {
      const done = await runMigrations(await open(), { dryRun: false });
      return [`version ${DATA_VERSION}`, ...done.map(words)].join('; ');
    },
  };
}

function plugin(plan: DeployPlan, { root, rehearsal }: PartsOptions, built: () => Promise<void>): Part {
  const deployment = new PluginDeployment(path.join(root, PLUGIN), plan, rehearsal);
  return {
    name: 'plugin',
    title: 'Plugin',
    compare: async () => {
      const { released, isUploaded } = await deployment.compare();
      if (released === VERSION) return [`${VERSION} is released already`];
      return [
        `${released ?? 'none'} → ${VERSION}, released to every desk of this account${isUploaded ? ' (uploaded before)' : ''}`,
      ];
    },
    run: async () => {
      await deployment.check();
      await built();
      const { version, isNew } = await deployment.deploy();
      return `${version} ${isNew ? 'uploaded and' : 'was there, and is'} released: each desk changes when its page is reloaded`;
    },
  };
}

/** What the rehearsal has built itself isn't built again. */
async function buildPlugin(root: string, isRehearsal: boolean): Promise<void> {
  if (isRehearsal && existsSync(path.join(root, PLUGIN, 'build', `${PLUGIN}.js`))) return;
  await runTool('The plugin’s build', 'npm', ['run', 'build', '-w', PLUGIN], { cwd: root, env: { CI: 'true' } });
}

function flex(plan: DeployPlan, { replaceCallback }: PartsOptions): Part {
  const configuration = new FlexConfiguration(plan);
  const events = new WorkspaceEvents(plan, plan.variables.TWILIO_FLEX_WORKSPACE_SID ?? '');
  const functionsUrl = async (): Promise<string> => {
    const environment = await new ServerlessService(plan).environment(plan.environment);
    if (environment === null) throw new Error('The Functions are not deployed to this environment: npm run deploy:functions');
    return originOf(environment.domain);
  };
  return {
    name: 'flex',
    title: 'Flex',
    compare: async () => {
      const environment = await new ServerlessService(plan).environment(plan.environment);
      if (environment === null)
        return ['functionsUrl in ui_attributes and the event callback: set once the Functions have a domain'];
      const url = originOf(environment.domain);
      const change = await configuration.compare(url);
      return [
        ...(change.isNeeded
          ? [
              `ui_attributes.interactionHistory; the ${change.others} other keys stay as they are`,
              ...(change.before === null ? [] : [`- ${JSON.stringify(change.before)}`]),
              `+ ${JSON.stringify(change.after)}`,
            ]
          : [`ui_attributes are as they should be; ${change.others} other keys`]),
        ...callbackChange(await events.read(), url, replaceCallback),
      ];
    },
    run: async () => {
      const url = await functionsUrl();
      await configuration.set(url);
      const now = await events.read();
      if (now.url !== null && now.url !== callbackUrl(url) && !replaceCallback)
        return `configuration set; the event callback stays ${new URL(now.url).host}’s: --replace-callback takes it`;
      if (now.url !== callbackUrl(url) || missingEvents(now).length > 0) await events.set(url);
      return 'configuration and event callback set';
    },
  };
}

function callbackChange(now: { url: string | null; events: string[] }, url: string, replace: boolean): string[] {
  if (now.url === null) return [`+ event callback ${callbackUrl(url)}`];
  if (now.url !== callbackUrl(url)) {
    return replace
      ? [`- event callback ${now.url}`, `+ event callback ${callbackUrl(url)}`]
      : [`! the event callback is another’s (${new URL(now.url).host}) and stays: --replace-callback takes it`];
  }
  const missing = missingEvents(now);
  return missing.length === 0 ? [] : [`~ event callback: + ${missing.join(', ')}`];
}
