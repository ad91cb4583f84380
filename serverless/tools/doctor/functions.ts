import { VERSION } from '@interaction-history/shared/src/version';
import { isLoopback } from '../../src/config/transport';
import { SECRETS_ASSET } from '../../src/config/secrets';
import type { Finding } from '../../src/runtime/diagnosis';
import { originOf } from '../deploy/origin';
import type { DeployPlan } from '../deploy/plan';
import { ServerlessService, type ServerlessEnvironment } from '../deploy/serverless-service';
import type { Check } from './doctor';

const ANSWER_MS = 10_000;

/** What is live of the Functions: version, variables, secrets. */
export function functionsCheck(plan: DeployPlan, command: (only: string) => string): Check {
  const service = new ServerlessService(plan);
  return {
    name: 'functions',
    title: 'Functions',
    where: plan.environment === '' ? 'production' : plan.environment,
    isConfigured: plan.accountSid !== '',
    look: async () => {
      const environment = await service.environment(plan.environment);
      if (environment === null || environment.buildSid === null) {
        return [
          {
            id: 'functions.live',
            level: 'fail',
            text: 'Nothing is deployed to this environment yet',
            mend: command('functions'),
          },
        ];
      }
      return [
        await version(originOf(environment.domain), command),
        await variables(service, environment, plan, command),
        await secrets(service, environment, plan, command),
        origins(plan),
      ];
    },
  };
}

async function version(url: string, command: (only: string) => string): Promise<Finding> {
  const id = 'functions.version';
  const response = await fetch(`${url}/version.json`, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) {
    const text = `${url} answers ${response.status} when asked for its version`;
    return { id, level: 'fail', text, mend: command('functions') };
  }
  const { version: live } = (await response.json()) as { version: string };
  return live === VERSION
    ? { id, level: 'ok', text: `${VERSION} answers at ${url}` }
    : { id, level: 'warn', text: `${live} is live, this is ${VERSION}`, mend: command('functions') };
}

async function variables(
  service: ServerlessService,
  environment: ServerlessEnvironment,
  plan: DeployPlan,
  command: (only: string) => string,
): Promise<Finding> {
  const id = 'functions.variables';
  const present = Object.fromEntries((await service.variables(environment)).map(({ key, value }) => [key, value]));
  const names = [...new Set([...Object.keys(present), ...Object.keys(plan.variables)])];
  const different = names.filter((name) => present[name] !== plan.variables[name]);
  if (different.length > 0) {
    const text = `Variables differ from the file: ${different.join(', ')}`;
    return { id, level: 'warn', text, mend: command('functions') };
  }
  const kilobytes = (Buffer.byteLength(JSON.stringify(present)) / 1024).toFixed(1);
  return { id, level: 'ok', text: `${names.length} variables, ${kilobytes} of 3.0 KB; none differs from the file` };
}

async function secrets(
  service: ServerlessService,
  environment: ServerlessEnvironment,
  plan: DeployPlan,
  command: (only: string) => string,
): Promise<Finding> {
  const id = 'functions.secrets';
  const { functions, assets, runtime } = await service.build(environment, environment.buildSid ?? '');
  const text = `${functions} Functions on ${runtime}, ${Object.keys(plan.secrets).length} secrets in the private asset`;
  if (assets.includes(SECRETS_ASSET)) return { id, level: 'ok', text };
  return { id, level: 'fail', text: 'The live build holds no secrets', mend: command('functions') };
}

function origins({ variables: { ALLOWED_ORIGINS } }: DeployPlan): Finding {
  const id = 'functions.origins';
  const flex = 'https://flex.twilio.com';
  const named = ALLOWED_ORIGINS?.split(',').map((origin) => origin.trim()) ?? [flex];
  if (named.every((origin) => isLoopback(new URL(origin).hostname)))
    return { id, level: 'ok', text: 'Only pages of this machine may call them' };
  if (named.includes(flex)) return { id, level: 'ok', text: `${named.join(', ')} may call them` };
  const text = `${flex} may not call them, only ${named.join(', ')}`;
  return { id, level: 'warn', text, mend: `Add ${flex} to ALLOWED_ORIGINS, unless your agents open Flex elsewhere` };
}
