import path from 'node:path';
import { runDeployment } from '@interaction-history/serverless/tools/deploy/deployment';
import { deploymentParts } from '@interaction-history/serverless/tools/deploy/parts';
import { planDeployment } from '@interaction-history/serverless/tools/deploy/plan';
import { SERVICE } from '@interaction-history/serverless/tools/deploy/serverless-service';
import type { Centre } from '../twilio/centre';
import { startRehearsal } from './environment';
import { installBuild, type Installed } from './install';

const ROOT = path.resolve(__dirname, '../../..');
const PARTS = ['functions', 'plugin', 'flex'];

export interface Deployed extends Installed {
  /** The account as the deployment has left it. */
  account: Centre;
  /** What Twilio gives the Functions as their context. */
  env: Record<string, string>;
}

/**
 * Deploys to an empty account, as an operator does, and installs what was uploaded (`DEPLOYED=1 npm start`).
 * @param env of the Functions, as an environment's file
 * @param domain where they will be served
 * @throws Error with what the deployment said, when it did not come to its end
 */
export async function deployAndInstall(env: Readonly<Record<string, string>>, domain: string): Promise<Deployed> {
  const rehearsal = await startRehearsal({ domainOf: (service) => (service === SERVICE ? domain : `${service}-1234.twil.io`) });
  try {
    const plan = planDeployment(env);
    const printed: string[] = [];
    const parts = deploymentParts(plan, { root: ROOT, replaceCallback: false, rehearsal: rehearsal.rehearsal });
    const isDone = await runDeployment({
      heading: `To an empty account, at ${domain}`,
      command: 'npm run deploy',
      rollback: 'npm run rollback',
      parts: parts.filter(({ name }) => PARTS.includes(name)),
      print: (line) => printed.push(line),
      confirm: async () => true,
    });
    console.log(printed.join('\n'));
    if (!isDone) throw new Error('The deployment did not come to its end');
    const { centre } = rehearsal.twilio;
    const service = centre.serverless.service(SERVICE);
    const [build] = service.builds;
    const [environment] = service.environments;
    if (build === undefined || environment === undefined) throw new Error('Nothing was deployed');
    const variables = centre.serverless.context(environment, centre.account, domain);
    return { ...(await installBuild(build)), account: centre, env: variables };
  } finally {
    await rehearsal.stop();
  }
}
