import { VERSION } from '@interaction-history/shared/src/version';
import { SERVICE } from '@interaction-history/serverless/tools/deploy/serverless-service';
import { PLUGIN } from '@interaction-history/serverless/tools/deploy/plugin';
import { TASKROUTER_EVENTS } from '@interaction-history/shared/src/contract/taskrouter-events';
import type { Centre } from './centre';

/** The account as it is after a deployment, for Functions that the sandbox has started itself. */
export function registerDeployment(
  centre: Centre,
  deployed: { domain: string; suffix: string | null; variables: Readonly<Record<string, string>>; functions: readonly string[] },
): void {
  const { serverless, plugins } = centre;
  const service = serverless.createService(SERVICE);
  const environment = serverless.createEnvironment(service, deployed.suffix ?? 'production', deployed.suffix);
  environment.domain = deployed.domain;
  for (const [key, value] of Object.entries(deployed.variables)) serverless.setVariable(environment, key, value);
  const assets = (['/administration.js', '/services.js', '/version.json'] as const).map((path) => ({
    path,
    visibility: 'public' as const,
  }));
  const versions = [
    ...deployed.functions.map((path) => serverless.addVersion(service, 'functions', { path, visibility: 'public', content: '' })),
    ...[...assets, { path: '/secrets.json', visibility: 'private' as const }].map((asset) =>
      serverless.addVersion(service, 'assets', { ...asset, content: '' }),
    ),
  ].map(({ sid }) => sid);
  serverless.deploy(service, environment, serverless.build(service, { versions, dependencies: [], runtime: 'node22' }).sid);
  const plugin = plugins.create(PLUGIN);
  const { sid } = plugins.addVersion(plugin, VERSION, `https://${SERVICE}.twil.io/bundle.js`, 'sandbox');
  plugins.release(plugins.configure('sandbox', [{ plugin_version: sid, phase: 3 }]));
  const origin = `http${deployed.domain.startsWith('127.0.0.1') ? '' : 's'}://${deployed.domain}`;
  centre.pluginSettings.functionsUrl = origin;
  Object.assign(centre.eventCallback, { url: `${origin}/taskrouter/events`, events: TASKROUTER_EVENTS.join(',') });
}
