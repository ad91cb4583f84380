import path from 'node:path';
import { runCommand } from '../tools/deploy/operator';
import { PLUGIN, PluginDeployment } from '../tools/deploy/plugin';

/** Part of `npm run check`: Twilio's own check of a plugin, which refuses to deploy what it does not like. Needs no account. */
runCommand(async () => {
  const nobody = { accountSid: '', authToken: '' };
  await new PluginDeployment(path.resolve(__dirname, '../..', PLUGIN), nobody).check();
  return true;
});
