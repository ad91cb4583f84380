import path from 'node:path';
import { parseArgs } from 'node:util';
import { runDeployment } from '../tools/deploy/deployment';
import { readEnvFile } from '../tools/deploy/env-file';
import { isConfirmed, runCommand } from '../tools/deploy/operator';
import { salesforcePart, salesforceTarget } from '../tools/deploy/salesforce';
import { commandArguments } from '../tools/command-arguments';

/**
 * `npm run deploy:salesforce -- --env-file .env.stage [--yes]`: the org as code, before anything else: it makes the app whose
 * consumer key the rest of the file needs. So only what it reads itself has to be in the file.
 */
runCommand(async () => {
  const { values } = parseArgs({
    args: commandArguments(),
    options: { 'env-file': { type: 'string' }, yes: { type: 'boolean', default: false } },
  });
  const file = values['env-file'];
  if (file === undefined) throw new Error('Name the environment: --env-file .env.stage');
  const env = readEnvFile(path.resolve(file));
  const target = salesforceTarget(env);
  if (target === null)
    throw new Error(`SF_TARGET_ORG is not set in ${file}: sf org login web --alias stage, then SF_TARGET_ORG=stage`);
  const isDone = await runDeployment({
    heading: `Interaction History → the Salesforce org “${target.targetOrg}”`,
    command: `npm run deploy:salesforce -- --env-file ${file}`,
    rollback: 'nothing was taken from the org; what was added can stay',
    parts: [salesforcePart(target)],
    print: (line) => console.log(line),
    confirm: async () => values.yes || isConfirmed(`Deploy this to ${target.targetOrg}?`),
  });
  if (isDone && env.SF_CLIENT_ID === undefined)
    console.log(
      'Next             SF_CLIENT_ID is the consumer key: Setup › External Client App Manager › Interaction History › Settings',
    );
  return isDone;
});
