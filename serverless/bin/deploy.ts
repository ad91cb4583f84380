import path from 'node:path';
import { parseArgs } from 'node:util';
import { VERSION } from '@interaction-history/shared/src/version';
import { chooseParts, runDeployment } from '../tools/deploy/deployment';
import { environmentName, isConfirmed, readPlan, runCommand, shortSid } from '../tools/deploy/operator';
import { deploymentParts } from '../tools/deploy/parts';
import { commandArguments } from '../tools/command-arguments';

/**
 * `npm run deploy -- --env-file .env.stage [--only functions,plugin] [--from plugin] [--replace-callback] [--yes]`: checks the
 * file, says what would change and where, asks, changes one part after the other. Everything that is wrong with the file is told
 * at once, before anything is sent. Exits with 1 when something is in the way or went wrong.
 */
runCommand(async () => {
  const { values } = parseArgs({
    args: commandArguments(),
    options: {
      'env-file': { type: 'string' },
      only: { type: 'string' },
      from: { type: 'string' },
      'replace-callback': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const plan = readPlan(values['env-file']);
  const root = path.resolve(__dirname, '../..');
  const parts = deploymentParts(plan, { root, replaceCallback: values['replace-callback'] });
  const only = values.only === undefined ? '' : ` --only ${values.only}`;
  return runDeployment({
    heading: `Interaction History ${VERSION} → ${environmentName(plan)}   (Twilio ${shortSid(plan.accountSid)})`,
    command: `npm run deploy -- --env-file ${values['env-file'] ?? ''}${only}`,
    rollback: `npm run rollback -- --env-file ${values['env-file'] ?? ''}`,
    parts: chooseParts(parts, values.only, values.from),
    print: (line) => console.log(line),
    confirm: async () => values.yes || isConfirmed(`Deploy this to ${environmentName(plan)}?`),
  });
});
