import { readConfig } from '../../src/config/config';
import { ConfigError } from '../../src/config/config-error';
import { readEventsConfig } from '../../src/config/events';
import { salesforceTarget, type SalesforceTarget } from './salesforce';

/** Twilio refuses a longer value (its own library's description of a variable) and fails Functions whose whole context is larger (82006). */
const MAX_VALUE_BYTES = 450;
const MAX_CONTEXT_BYTES = 3 * 1024;
/** What Twilio itself adds to the context: account, token, domain, service, environment. */
const TWILIOS_OWN_BYTES = 400;

/** Keys, passwords, and what may be longer than a variable: in the private asset. */
const SECRETS = [
  'AUDIT_KEY',
  'FIREBASE_SERVICE_ACCOUNT_BASE64',
  'SF_PRIVATE_KEY_BASE64',
  'MASTER_DATABASE_URL',
  'MASTER_DATABASE_CA_BASE64',
  'INSIGHTS_MAPPING',
  'SF_SERVICES',
];
/** Set by Twilio, or read by the deployment itself. */
const NOT_SENT = ['ACCOUNT_SID', 'AUTH_TOKEN', 'TWILIO_ENVIRONMENT', 'MASTER_OWNER_URL', 'SF_TARGET_ORG', 'SF_CONTACT_EMAIL'];

/** Of the plugin's build, and of the worker that provisions orders: no Function knows the billing system. */
const NOT_SENT_FAMILIES = /^(FLEX_APP_|WHMCS_|EVENTS_)/;

/** What of an environment's file goes where, and everything that is wrong with it. */
export interface DeployPlan {
  accountSid: string;
  authToken: string;
  /** Domain suffix of the Functions' environment; empty: the bare domain. */
  environment: string;
  variables: Record<string, string>;
  secrets: Record<string, string>;
  /** The whole file, for the parts that Twilio has nothing to do with. */
  env: Readonly<Record<string, string>>;
  /** The org to deploy to; null: not from here. */
  salesforce: SalesforceTarget | null;
  /** One line each with what to do; empty: nothing is in the way. */
  problems: string[];
  /** What works on this machine and can't be deployed, as above. */
  localOnly: string[];
}

/** Checks an environment's file before anything is sent (OP-5). */
export function planDeployment(env: Readonly<Record<string, string>>): DeployPlan {
  const kept = Object.entries(env).filter(([name]) => !NOT_SENT.includes(name) && !NOT_SENT_FAMILIES.test(name));
  const secrets = Object.fromEntries(kept.filter(([name]) => SECRETS.includes(name)));
  const variables = Object.fromEntries(kept.filter(([name]) => !SECRETS.includes(name)));
  return {
    accountSid: env.ACCOUNT_SID ?? '',
    authToken: env.AUTH_TOKEN ?? '',
    environment: env.TWILIO_ENVIRONMENT ?? '',
    variables,
    secrets,
    env,
    salesforce: salesforceTarget(env),
    problems: [...configProblems(env), ...sizeProblems(variables)],
    localOnly: machineProblems(env),
  };
}

function configProblems(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readEventsConfig(env, readConfig(env));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** What works on this machine alone. */
function machineProblems(env: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  if (env.SF_PRIVATE_KEY_PATH !== undefined)
    problems.push('SF_PRIVATE_KEY_PATH names a file of this machine: set SF_PRIVATE_KEY_BASE64 instead (base64 -w0 key.pem)');
  if (env.GOOGLE_APPLICATION_CREDENTIALS !== undefined)
    problems.push(
      'GOOGLE_APPLICATION_CREDENTIALS names a file of this machine: set FIREBASE_SERVICE_ACCOUNT_BASE64 instead (base64 -w0 key.json)',
    );
  if (env.FIRESTORE_EMULATOR_HOST !== undefined)
    problems.push('FIRESTORE_EMULATOR_HOST is for this machine: take it out, or the Functions look for an emulator beside them');
  if (env.FIREBASE_SERVICE_ACCOUNT_BASE64 === undefined)
    problems.push('FIREBASE_SERVICE_ACCOUNT_BASE64 is not set: without a service account the Functions reach no Firestore');
  return problems;
}

function sizeProblems(variables: Readonly<Record<string, string>>): string[] {
  const long = Object.entries(variables)
    .filter(([, value]) => Buffer.byteLength(value) > MAX_VALUE_BYTES)
    .map(
      ([name]) =>
        `${name} is longer than the ${MAX_VALUE_BYTES} bytes that Twilio takes: shorten it, or set it in the administration`,
    );
  const context = Buffer.byteLength(JSON.stringify(variables)) + TWILIOS_OWN_BYTES;
  return context > MAX_CONTEXT_BYTES
    ? [
        ...long,
        `All variables together are larger than the ${MAX_CONTEXT_BYTES / 1024} KB that Twilio gives a Function: shorten some`,
      ]
    : long;
}
