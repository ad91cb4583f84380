import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VERSION } from '@interaction-history/shared/src/version';
import { addAssets, buildFunctions } from '../build-functions';
import type { DeployPlan } from './plan';
import { runTool, type Rehearsal } from './run-tool';
import { SERVICE, ServerlessService } from './serverless-service';

/** Twilio checks the handler against a list of its own, which npm's versions are not on: 2.0.1 is its default for node22. */
const DEPLOYED_HANDLER = '2.0.1';
const RUNTIME = 'node22';

export interface DeployedFunctions {
  domain: string;
  buildSid: string;
  /** The build that was there before, to go back to; null at the first deployment. */
  formerBuildSid: string | null;
  removedVariables: string[];
  /** How many there are. */
  functions: number;
}

/** What a deployment would change, one line each: variables and secrets by name alone. */
export async function compareFunctions(plan: DeployPlan): Promise<string[]> {
  const service = new ServerlessService(plan);
  const environment = await service.environment(plan.environment);
  const secrets = `${Object.keys(plan.secrets).length} secrets in the private asset`;
  if (environment === null) return [`first deployment of ${VERSION}`, `+ ${Object.keys(plan.variables).join(', ')}`, secrets];
  const present = new Map((await service.variables(environment)).map(({ key, value }) => [key, value]));
  const names = Object.keys(plan.variables);
  const marked = [
    ...names.filter((name) => !present.has(name)).map((name) => `+ ${name}`),
    ...names.filter((name) => present.has(name) && present.get(name) !== plan.variables[name]).map((name) => `~ ${name}`),
    ...[...present.keys()].filter((name) => !(name in plan.variables)).map((name) => `- ${name} (gone from the file)`),
  ];
  return [
    `${VERSION}, in place of build ${environment.buildSid ?? 'none'}`,
    marked.join('   ') || 'no variable changes',
    secrets,
  ];
}

/**
 * Builds the Functions and deploys them with Twilio's own tool: code and private asset first, then variables, then the new build
 * goes live. What is gone from the file is taken out of Twilio afterwards, because the tool never removes anything.
 * @param root the `serverless` workspace
 * @param rehearsal how the tool is started where Twilio is not the real one
 * @throws Error with the tool's own last words; nothing is live then
 */
export async function deployFunctions(
  root: string,
  plan: DeployPlan,
  rehearsal?: Rehearsal & { outdir: string },
): Promise<DeployedFunctions> {
  const outdir = rehearsal?.outdir ?? path.join(root, 'build');
  const functions = await buildFunctions(root, outdir, { handler: DEPLOYED_HANDLER });
  await addAssets(root, outdir);
  const service = new ServerlessService(plan);
  const before = await service.environment(plan.environment);
  const secrets = path.join(outdir, 'assets', 'secrets.private.json');
  await writeFile(secrets, JSON.stringify(plan.secrets), { mode: 0o600 });
  try {
    await runTwilio(outdir, plan, rehearsal);
  } finally {
    // Twilio has it now, or nobody does: no key stays in a build folder, which the local runtime would even serve
    await rm(secrets, { force: true });
  }
  const now = await service.environment(plan.environment);
  if (now === null || now.buildSid === null) throw new Error('twilio-run ended well, but Twilio knows no deployed environment');
  const gone = (await service.variables(now)).filter(({ key }) => !(key in plan.variables));
  for (const { sid } of gone) await service.removeVariable(now, sid);
  return {
    domain: now.domain,
    buildSid: now.buildSid,
    formerBuildSid: before?.buildSid ?? null,
    removedVariables: gone.map(({ key }) => key),
    functions: functions.length,
  };
}

async function runTwilio(cwd: string, plan: DeployPlan, rehearsal?: Rehearsal & { outdir: string }): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deploy-'));
  const envFile = path.join(folder, 'variables.env');
  // the account in the file as well, not among the arguments, which every user of the machine can list; single quotes: taken to the letter
  const lines = Object.entries({ ACCOUNT_SID: plan.accountSid, AUTH_TOKEN: plan.authToken, ...plan.variables });
  await writeFile(envFile, lines.map(([name, value]) => `${name}='${value}'\n`).join(''), { mode: 0o600 });
  const tool = path.join(path.dirname(require.resolve('twilio-run/package.json')), 'bin', 'twilio-run.js');
  const args = ['deploy', '--cwd', cwd, '--env', envFile, '--runtime', RUNTIME, '--service-name', SERVICE];
  // without it the tool refuses to deploy a second time; it only picks the service of that name
  args.push('--override-existing-project');
  const target = plan.environment === '' ? ['--production'] : ['--environment', plan.environment];
  try {
    await runTool('twilio-run deploy', process.execPath, [...(rehearsal?.nodeArguments ?? []), tool, ...args, ...target], {
      env: rehearsal?.env ?? {},
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
