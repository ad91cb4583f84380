import { parseArgs } from 'node:util';
import { environmentName, isConfirmed, readPlan, runCommand, shortSid } from '../tools/deploy/operator';
import { originOf } from '../tools/deploy/origin';
import { ServerlessService } from '../tools/deploy/serverless-service';
import { commandArguments } from '../tools/command-arguments';

/** `npm run rotate-secrets -- --env-file .env.stage [--yes]`: the live build once more with the file's keys and passwords, and nothing else. */
runCommand(async () => {
  const { values } = parseArgs({
    args: commandArguments(),
    options: { 'env-file': { type: 'string' }, yes: { type: 'boolean', default: false } },
  });
  const plan = readPlan(values['env-file']);
  const service = new ServerlessService(plan);
  const environment = await service.environment(plan.environment);
  if (environment === null) throw new Error('Nothing is deployed to this environment yet: npm run deploy');
  console.log(`${environmentName(plan)} (Twilio ${shortSid(plan.accountSid)}), ${originOf(environment.domain)}
  New secrets      ${Object.keys(plan.secrets).join(', ')}
  Functions, variables and the plugin stay as they are.`);
  if (!values.yes && !(await isConfirmed('Replace the secrets?'))) {
    console.log('Nothing was changed.');
    return false;
  }
  console.log(`  Live             build ${await service.replaceSecrets(environment, plan.secrets)}`);
  return true;
});
