import type { DeployPlan } from './plan';
import { ServerlessService } from './serverless-service';
import type { PluginDeployment } from './plugin';

/** What was put back; null: there was nothing before. */
export interface RolledBack {
  buildSid: string | null;
  pluginVersion: string | null;
}

/** The build that was live before the present one; null where there is none. */
export async function formerBuild(service: ServerlessService, environment: string): Promise<string | null> {
  const found = await service.environment(environment);
  if (found === null) return null;
  return (await service.deployments(found)).find((sid) => sid !== found.buildSid) ?? null;
}

/**
 * Puts the former Functions and the former plugin back. Variables, the Flex configuration, indexes and Salesforce's fields
 * stay: earlier code runs with later ones. Secrets are part of a build and go back with it.
 */
export async function rollBack(plan: DeployPlan, plugin: PluginDeployment): Promise<RolledBack> {
  const service = new ServerlessService(plan);
  const environment = await service.environment(plan.environment);
  const buildSid = await formerBuild(service, plan.environment);
  // the plugin first: the earlier one works with the later Functions, not always the other way round
  const pluginVersion = await plugin.rollBack();
  if (environment !== null && buildSid !== null) await service.activate(environment, buildSid);
  return { buildSid, pluginVersion };
}
