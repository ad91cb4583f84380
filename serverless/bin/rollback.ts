import path from 'node:path';
import { parseArgs } from 'node:util';
import { environmentName, isConfirmed, readPlan, runCommand, shortSid } from '../tools/deploy/operator';
import { PLUGIN, PluginDeployment } from '../tools/deploy/plugin';
import { formerBuild, rollBack } from '../tools/deploy/rollback';
import { ServerlessService } from '../tools/deploy/serverless-service';
import { commandArguments } from '../tools/command-arguments';

/**
 * `npm run rollback -- --env-file .env.stage [--yes]`: the Functions and the plugin that were live before. Run twice, it goes back
 * and forth. Variables, indexes and Salesforce's fields stay.
 */
runCommand(async () => {
  const { values } = parseArgs({
    args: commandArguments(),
    options: { 'env-file': { type: 'string' }, yes: { type: 'boolean', default: false } },
  });
  const plan = readPlan(values['env-file']);
  const plugin = new PluginDeployment(path.resolve(__dirname, '../..', PLUGIN), plan);
  const [{ released }, former] = await Promise.all([
    plugin.compare(),
    formerBuild(new ServerlessService(plan), plan.environment),
  ]);
  console.log(`${environmentName(plan)} (Twilio ${shortSid(plan.accountSid)})
  Functions        ${former === null ? 'nothing was live before' : `back to build ${former}`}
  Plugin           ${released ?? 'none'} is released; the one before it comes back, where there is one`);
  if (!values.yes && !(await isConfirmed('Put it back?'))) {
    console.log('Nothing was changed.');
    return false;
  }
  const { buildSid, pluginVersion } = await rollBack(plan, plugin);
  console.log(`  Functions        ${buildSid === null ? 'unchanged' : `build ${buildSid} is live`}
  Plugin           ${pluginVersion === null ? 'unchanged' : `${pluginVersion} is released: each desk changes when its page is reloaded`}`);
  return true;
});
