import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readEnvFile } from '../tools/deploy/env-file';
import { deployFunctions } from '../tools/deploy/functions';
import { planDeployment } from '../tools/deploy/plan';

/**
 * `npm run deploy:functions -- --env-file .env.stage [--yes]`: checks the file, says what will change and where, asks, deploys.
 * Every problem is told at once, before anything is sent. Exits with 1 when something is in the way or went wrong.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'env-file': { type: 'string' }, yes: { type: 'boolean', default: false } } });
  if (values['env-file'] === undefined) throw new Error('Name the environment: --env-file .env.stage');
  const plan = planDeployment(readEnvFile(path.resolve(values['env-file'])));
  if (plan.problems.length > 0) throw new Error(plan.problems.map((problem) => `  ${problem}`).join('\n'));
  const environment = plan.environment === '' ? 'production' : plan.environment;
  console.log(`Account       ${plan.accountSid}
Environment   ${environment}
Variables     ${Object.keys(plan.variables).join(', ')}
Secrets       ${Object.keys(plan.secrets).join(', ')} (in a private asset)
Variables of the Functions that are not in the file are removed.`);
  if (!values.yes && !(await isConfirmed())) return console.log('Nothing was changed.');
  console.log('Deploying …');
  const deployed = await deployFunctions(path.resolve(__dirname, '..'), plan);
  console.log(`Live at       https://${deployed.domain}
Build         ${deployed.buildSid}
Before it     ${deployed.formerBuildSid ?? 'nothing'}
Removed       ${deployed.removedVariables.join(', ') || 'no variable'}`);
}

async function isConfirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Deploy? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
