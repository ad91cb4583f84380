import { z } from 'zod';
import type { Config, Environment, SalesforceConfig } from './config';
import { ConfigError } from './config-error';

/** What the worker of order events is told beside the Functions' configuration. */
export interface EventsConfig {
  salesforce: SalesforceConfig;
  /** host:port of Salesforce's Pub/Sub API. */
  pubsub: string;
  billing: { url: string; identifier: string; secret: string; accessKey: string | null; paymentMethod: string };
  /** Of the health page, on this machine alone; null: none. */
  healthPort: number | null;
}

const schema = z.object({
  WHMCS_URL: z.url({ protocol: /^https?$/, error: 'is no http(s) URL' }),
  WHMCS_IDENTIFIER: z.string({ error: 'is not set' }),
  WHMCS_SECRET: z.string({ error: 'is not set' }),
  WHMCS_ACCESS_KEY: z.string().optional(),
  WHMCS_PAYMENT_METHOD: z.string({ error: 'is not set' }).regex(/^[a-z0-9_]+$/, 'is no name of a payment method such as mailin'),
  EVENTS_PUBSUB: z
    .string()
    .regex(/^[^:/\s]+:\d+$/, 'is no host:port')
    .default('api.pubsub.salesforce.com:7443'),
  EVENTS_HEALTH_PORT: z.coerce
    .number('is no number')
    .int('is no whole number')
    .min(0, 'is below 0')
    .max(65_535, 'is above 65535')
    .optional(),
});
const OWN_PREFIXES = /^(WHMCS_|EVENTS_)/;

/**
 * Null where no billing system is named: then there is no worker.
 * @throws ConfigError
 */
export function readEventsConfig(environment: Environment, config: Pick<Config, 'salesforce'>): EventsConfig | null {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => OWN_PREFIXES.test(name) && value !== '' && value !== undefined),
  );
  const problems = Object.keys(set)
    .filter((name) => !(name in schema.shape))
    .map((name) => `${name} is not a variable of this product: see .env.example`);
  if (!Object.keys(set).some((name) => name.startsWith('WHMCS_'))) {
    if (problems.length > 0) throw new ConfigError(problems);
    return null;
  }
  const parsed = schema.safeParse(set);
  if (!parsed.success) problems.push(...parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
  if (config.salesforce === null) problems.push('WHMCS_URL needs Salesforce: set the SF_ variables');
  if (!parsed.success || config.salesforce === null || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return {
    salesforce: config.salesforce,
    pubsub: env.EVENTS_PUBSUB,
    billing: {
      url: env.WHMCS_URL,
      identifier: env.WHMCS_IDENTIFIER,
      secret: env.WHMCS_SECRET,
      accessKey: env.WHMCS_ACCESS_KEY ?? null,
      paymentMethod: env.WHMCS_PAYMENT_METHOD,
    },
    healthPort: env.EVENTS_HEALTH_PORT ?? null,
  };
}
