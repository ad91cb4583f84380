import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addAssets, buildFunctions } from '../build-functions';
import type { DeployPlan } from './plan';
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
}

/** Node's arguments and environment that lead Twilio's tool to a stand-in, and a build folder of its own. */
export interface Rehearsal {
  outdir: string;
  nodeArguments: readonly string[];
  env: Record<string, string>;
}

/**
 * Builds the Functions and deploys them with Twilio's own tool: code and private asset first, then variables, then the new build
 * goes live. What is gone from the file is taken out of Twilio afterwards, because the tool never removes anything.
 * @param root the `serverless` workspace
 * @param rehearsal how the tool is started where Twilio is not the real one
 * @throws Error with the tool's own last words; nothing is live then
 */
export async function deployFunctions(root: string, plan: DeployPlan, rehearsal?: Rehearsal): Promise<DeployedFunctions> {
  const outdir = rehearsal?.outdir ?? path.join(root, 'build');
  await buildFunctions(root, outdir, { handler: DEPLOYED_HANDLER });
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
  const gone = (await service.variables(now.sid)).filter(({ key }) => !(key in plan.variables));
  for (const { sid } of gone) await service.removeVariable(now.sid, sid);
  return {
    domain: now.domain,
    buildSid: now.buildSid,
    formerBuildSid: before?.buildSid ?? null,
    removedVariables: gone.map(({ key }) => key),
  };
}

async function runTwilio(cwd: string, plan: DeployPlan, rehearsal?: Rehearsal): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deploy-'));
  const envFile = path.join(folder, 'variables.env');
  // the account in the file as well, not among the arguments, which every user of the machine can list; single quotes: taken to the letter
  const lines = Object.entries({ ACCOUNT_SID: plan.accountSid, AUTH_TOKEN: plan.authToken, ...plan.variables });
  await writeFile(envFile, lines.map(([name, value]) => `${name}='${value}'\n`).join(''), { mode: 0o600 });
  const target = plan.environment === '' ? ['--production'] : ['--environment', plan.environment];
  try {
    await run(
      [
        ...(rehearsal?.nodeArguments ?? []),
        path.join(path.dirname(require.resolve('twilio-run/package.json')), 'bin', 'twilio-run.js'),
        ...[
          'deploy',
          '--cwd',
          cwd,
          '--env',
          envFile,
          '--runtime',
          RUNTIME,
          '--service-name',
          SERVICE,
          '--override-existing-project',
        ],
        ...target,
      ],
      rehearsal?.env ?? {},
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Nothing of the shell reaches the tool but where programs and the home folder are. */
function run(args: readonly string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`twilio-run deploy failed; nothing went live:\n${output.trim().slice(-1500)}`)),
    );
  });
}
