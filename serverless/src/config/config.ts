import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  CENTRE_NUMBER,
  CODE_ID,
  NEW_CUSTOMER_FIELDS,
  NUMBER_SETTINGS,
  PHONE_FIELD,
  REGION,
  type NewCustomerField,
} from '@interaction-history/shared/src/limits';
import {
  DEFAULT_MAPPING,
  HEALTH_DATA_MAPPING,
  mappingFrom,
  type InsightsMapping,
} from '@interaction-history/shared/src/insights/insights';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import { DEFAULT_SETTINGS } from '@interaction-history/shared/src/settings/defaults';
import { serviceMapping, type ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { PopMode, WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { z } from 'zod';
import { FOR_EVER, type Retention } from './retention';
import { audienceFor } from './audience';
import { ConfigError } from './config-error';
import { certificateProblem, rsaKeyProblem } from './keys';
import { transportProblems } from './transport';

/** What the Functions are told by their environment. See `.env.example`, which explains every variable. */
export interface Config {
  accountSid: string;
  authToken: string;
  /** What the audit trail's hashes are keyed by (PR-2). */
  auditKey: string;
  workspaceSid: string;
  firestore: { projectId: string | undefined; serviceAccount: ServiceAccount | undefined };
  /** Null: no Salesforce org; its section is skipped. */
  salesforce: SalesforceConfig | null;
  /** Null: no customer master; its section is skipped. */
  master: MasterConfig | null;
  allowedOrigins: ReadonlySet<string>;
  /** ISO 3166, of phone numbers in national notation. */
  defaultRegion: string;
  /** E.164: the centre's own, which are nobody's identity (ID-1). */
  centreNumbers: readonly string[];
  maxRecordsPresented: number;
  /** Reads of one worker in a minute, for a task at hand and without one (TR-3). */
  readsWithTask: number;
  readsWithoutTask: number;
  /** Per cent of the org's daily API calls (TR-3). */
  salesforceShare: number;
  /** IANA name: decides the day of what is counted; published, or UTC (OR-3). */
  timeZone: string;
  /** For how long what is kept (PR-5): published, or for ever; and on whom a legal hold is. */
  retention: Retention;
  /** What a new customer must have (ID-10). */
  customerRequiredFields: readonly NewCustomerField[];
  /** Whether a new customer is registered in Salesforce as well (SA-1). */
  createInSalesforce: boolean;
  /** These three are never the environment's: published, or the product's default (AD-5). */
  wrapUpPolicy: WrapUpPolicy;
  popMode: PopMode;
  locales: readonly string[];
  /** Flex roles, and skills of a worker, that may decide what staff decide (SV-2); published, or the product's default. */
  serviceDecisionRoles: readonly NonNullable<Settings['serviceDecisionRoles']>[number][];
  serviceDecisionSkills: readonly string[];
  /** What is written into a task's attributes for Flex Insights (OR-2). */
  insightsMapping: InsightsMapping;
  /** The reason of tasks that end without the agent (RC-6); null: the tree's `other`, else a built-in one. */
  defaultReasonId: string | null;
  /** Whether finished interactions are logged in Salesforce as completed calls. */
  logCallToSalesforce: boolean;
}
export interface MasterConfig {
  url: string;
  /** Certificates in PEM of the authorities that the master's own is from; null: the system's. */
  ca: string | null;
  /** Connections of one process at most; one instance serves one call at a time and opens one. */
  connections: number;
}
export interface SalesforceConfig {
  loginUrl: string;
  /** `aud` of the log-in's assertion. */
  audience: string;
  clientId: string;
  username: string;
  privateKeyPem: string;
  /** Custom phone fields, by object: searched beside the standard ones (ID-4). No `Lead`: the org has none, or they are not looked for. */
  phoneFields: { Contact: string[]; Account: string[]; Lead?: string[] };
  /** Portal_Registration_Source__c of a customer registered by an agent (SA-1). */
  registrationSource: string;
  /** The org's names of what services are made of (SV-6). */
  services: ServiceMapping;
}
export interface ServiceAccount {
  project_id: string;
  client_email: string;
  private_key: string;
}
export type Environment = Record<string, unknown>;

const sid = (prefix: string) =>
  z.string({ error: 'is not set' }).regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `is no ${prefix}… sid`);
const url = (protocols: RegExp, what: string) => z.url({ protocol: protocols, error: `is no ${what} URL` });
const list = (item: RegExp, what: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every((part) => item.test(part)), `holds something that is no ${what}`);

const numberFor = (name: keyof typeof NUMBER_SETTINGS) => {
  const { min, max } = NUMBER_SETTINGS[name];
  return z.coerce
    .number('is no number')
    .int('is no whole number')
    .min(min, `is below ${min}`)
    .max(max, `is above ${max}`)
    .default(DEFAULT_SETTINGS[name]);
};

const schema = z.object({
  ACCOUNT_SID: sid('AC'),
  AUTH_TOKEN: z.string({ error: 'is not set' }).min(1, 'is empty'),
  TWILIO_FLEX_WORKSPACE_SID: sid('WS'),
  AUDIT_KEY: z.string().min(32, 'is shorter than 32 characters').optional(),
  FIREBASE_PROJECT_ID: z
    .string()
    .regex(/^([a-z0-9.-]+:)?[a-z0-9-]{4,40}$/, 'is no project id')
    .optional(),
  FIREBASE_SERVICE_ACCOUNT_BASE64: z.base64('is not base64').optional(),
  GOOGLE_APPLICATION_CREDENTIALS: z.string().optional(),
  FIRESTORE_EMULATOR_HOST: z
    .string()
    .regex(/^[^:/\s]+:\d+$/, 'is no host:port')
    .optional(),
  SF_LOGIN_URL: url(/^https?$/, 'http(s)').optional(),
  SF_AUDIENCE: url(/^https$/, 'https').optional(),
  SF_CLIENT_ID: z.string().optional(),
  SF_USERNAME: z.string().optional(),
  SF_PRIVATE_KEY_PATH: z.string().optional(),
  SF_PRIVATE_KEY_BASE64: z.base64('is not base64').optional(),
  SF_PHONE_FIELDS: list(PHONE_FIELD, 'Contact.Field__c, Account.Field__c or Lead.Field__c').optional(),
  SF_LEADS: z.enum(['true', 'false'], 'is neither true nor false').default('false'),
  MASTER_DATABASE_URL: url(/^postgres(ql)?$/, 'postgres').optional(),
  MASTER_DATABASE_CA_BASE64: z.base64('is not base64').optional(),
  MASTER_MAX_CONNECTIONS: z.coerce
    .number('is no number')
    .int('is no whole number')
    .min(1, 'is below 1')
    .max(20, 'is above 20')
    .default(5),
  ALLOWED_ORIGINS: list(/^https?:\/\/[^/\s]+$/, 'origin such as https://flex.twilio.com').default(['https://flex.twilio.com']),
  DEFAULT_REGION: z.string().regex(REGION, 'is no ISO 3166 code such as US').default(DEFAULT_SETTINGS.defaultRegion),
  CENTRE_NUMBERS: list(CENTRE_NUMBER, 'number such as +14155550001').optional(),
  MAX_RECORDS_PRESENTED: numberFor('pageSize'),
  READS_WITH_TASK: numberFor('readsWithTask'),
  READS_WITHOUT_TASK: numberFor('readsWithoutTask'),
  SF_API_SHARE: numberFor('salesforceShare'),
  CUSTOMER_REQUIRED_FIELDS: list(
    new RegExp(`^(${NEW_CUSTOMER_FIELDS.join('|')})$`),
    `field of a new customer (${NEW_CUSTOMER_FIELDS.join(', ')})`,
  ).default(DEFAULT_SETTINGS.requiredCustomerFields),
  CREATE_IN_SALESFORCE: z.enum(['true', 'false'], 'is neither true nor false').default('false'),
  SF_REGISTRATION_SOURCE: z.string().max(255).default('Legacy'),
  SF_SERVICES: z.string().optional(),
  INSIGHTS_MAPPING: z.string().optional(),
  HEALTH_DATA: z.enum(['true', 'false'], 'is neither true nor false').default('false'),
  DEFAULT_REASON_ID: z.string().regex(CODE_ID, 'is no id of a reason code').optional(),
  LOG_CALL_TO_SALESFORCE: z.enum(['true', 'false'], 'is neither true nor false').default('false'),
});
/** Of the sources behind the Functions: whatever else is missing. */
const ofSources = schema.omit({ ACCOUNT_SID: true, AUTH_TOKEN: true, TWILIO_FLEX_WORKSPACE_SID: true });
/** Families whose names are ours alone: a name in them that we do not know is a typing error. */
const OWN_PREFIXES = /^(SF_|MASTER_|FIREBASE_)/;
/** Known, but read by the deployment alone. */
const OF_THE_DEPLOYMENT = ['MASTER_OWNER_URL', 'SF_TARGET_ORG', 'SF_CONTACT_EMAIL'];

/**
 * One a bundle on purpose, and with it the clients, which are kept by configuration: what they throw is of this bundle's classes,
 * and another bundle would not know it. A publication therefore reaches the other Functions of a process within 15 seconds.
 */
let last: { key: string; config: Config } | undefined;

/**
 * Reads and checks the environment. Cheap when nothing has changed: every request asks.
 * @throws ConfigError
 */
export function readConfig(environment: Environment): Config {
  const key = JSON.stringify(Object.keys(schema.shape).map((name) => environment[name]));
  if (last?.key !== key) last = { key, config: parse(environment) };
  return last.config;
}

function parse(environment: Environment): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined));
  const problems = Object.keys(set)
    .filter((name) => OWN_PREFIXES.test(name) && !(name in schema.shape) && !OF_THE_DEPLOYMENT.includes(name))
    .map((name) => `${name} is not a variable of this product: see .env.example`);
  problems.push(...transportProblems(set));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const unreadable = parsed.error.issues.map((issue) => String(issue.path[0]));
    problems.push(...parsed.error.issues.map((issue, index) => `${unreadable[index] ?? ''} ${issue.message}`));
    throw new ConfigError([...problems, ...groupProblems(set, unreadable)]);
  }
  const env = parsed.data;
  const config: Config = {
    accountSid: env.ACCOUNT_SID,
    authToken: env.AUTH_TOKEN,
    auditKey: env.AUDIT_KEY ?? createHash('sha256').update(`audit ${env.AUTH_TOKEN}`).digest('base64'),
    workspaceSid: env.TWILIO_FLEX_WORKSPACE_SID,
    firestore: {
      projectId: env.FIREBASE_PROJECT_ID,
      serviceAccount: attempt(problems, () => serviceAccount(env.FIREBASE_SERVICE_ACCOUNT_BASE64)),
    },
    salesforce: attempt(problems, () => salesforce(env)) ?? null,
    master: attempt(problems, () => master(env)) ?? null,
    allowedOrigins: new Set(env.ALLOWED_ORIGINS),
    defaultRegion: env.DEFAULT_REGION,
    centreNumbers: env.CENTRE_NUMBERS ?? DEFAULT_SETTINGS.centreNumbers,
    maxRecordsPresented: env.MAX_RECORDS_PRESENTED,
    readsWithTask: env.READS_WITH_TASK,
    readsWithoutTask: env.READS_WITHOUT_TASK,
    salesforceShare: env.SF_API_SHARE,
    retention: FOR_EVER,
    timeZone: DEFAULT_SETTINGS.timeZone,
    customerRequiredFields: env.CUSTOMER_REQUIRED_FIELDS as NewCustomerField[],
    createInSalesforce: env.CREATE_IN_SALESFORCE === 'true',
    wrapUpPolicy: DEFAULT_SETTINGS.wrapUpPolicy,
    popMode: DEFAULT_SETTINGS.popMode,
    locales: DEFAULT_SETTINGS.locales,
    serviceDecisionRoles: DEFAULT_SETTINGS.serviceDecisionRoles,
    serviceDecisionSkills: DEFAULT_SETTINGS.serviceDecisionSkills,
    insightsMapping: insightsMapping(env, problems),
    defaultReasonId: env.DEFAULT_REASON_ID ?? null,
    logCallToSalesforce: env.LOG_CALL_TO_SALESFORCE === 'true',
  };
  if (env.SF_LEADS === 'false' && env.SF_PHONE_FIELDS?.some((field) => field.startsWith('Lead.')))
    problems.push('SF_PHONE_FIELDS names a field of Lead: set SF_LEADS to true');
  if (config.createInSalesforce && config.salesforce === null)
    problems.push('CREATE_IN_SALESFORCE needs Salesforce: set the SF_ variables');
  if (config.logCallToSalesforce && config.salesforce === null)
    problems.push('LOG_CALL_TO_SALESFORCE needs Salesforce: set the SF_ variables');
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** What is wrong with the variables of a source together, also where others can't be read: everything is told at once (OP-5). */
function groupProblems(set: Environment, unreadable: readonly string[]): string[] {
  const rest = ofSources.safeParse(Object.fromEntries(Object.entries(set).filter(([name]) => !unreadable.includes(name))));
  if (!rest.success) return [];
  const problems: string[] = [];
  const isReadable = (prefix: string): boolean => !unreadable.some((name) => name.startsWith(prefix));
  if (isReadable('SF_')) attempt(problems, () => salesforce(rest.data));
  if (isReadable('FIREBASE_')) attempt(problems, () => serviceAccount(rest.data.FIREBASE_SERVICE_ACCOUNT_BASE64));
  if (isReadable('MASTER_')) attempt(problems, () => master(rest.data));
  insightsMapping(rest.data, problems);
  return problems;
}

function attempt<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    problems.push(error instanceof ConfigError ? (error.problems[0] ?? error.message) : String(error));
    return undefined;
  }
}

/** Each problem of the mapping is a line of its own: Insights itself would ignore a wrong name in silence. */
function insightsMapping(env: z.infer<typeof ofSources>, problems: string[]): InsightsMapping {
  const defaults = env.HEALTH_DATA === 'true' ? HEALTH_DATA_MAPPING : DEFAULT_MAPPING;
  const { mapping, issues } = mappingFrom(env.INSIGHTS_MAPPING, defaults);
  problems.push(...issues.map((issue) => `INSIGHTS_MAPPING ${issue}`));
  return mapping;
}

function serviceAccount(base64: string | undefined): ServiceAccount | undefined {
  if (base64 === undefined) return undefined;
  const shape = z.object({ project_id: z.string(), client_email: z.string(), private_key: z.string() });
  let account: ServiceAccount;
  try {
    account = shape.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')));
  } catch {
    throw new ConfigError([
      'FIREBASE_SERVICE_ACCOUNT_BASE64 holds no service account JSON (project_id, client_email, private_key)',
    ]);
  }
  const problem = rsaKeyProblem(account.private_key);
  if (problem !== null) throw new ConfigError([`FIREBASE_SERVICE_ACCOUNT_BASE64 ${problem}`]);
  return account;
}

function master(env: z.infer<typeof ofSources>): MasterConfig | null {
  const { MASTER_DATABASE_URL: url, MASTER_DATABASE_CA_BASE64: base64 } = env;
  if (url === undefined) return null;
  if (/[?&]ssl(rootcert|cert|key)=/.test(url))
    throw new ConfigError([
      'MASTER_DATABASE_URL names a file of a certificate: set MASTER_DATABASE_CA_BASE64 instead (base64 -w0 ca.pem)',
    ]);
  const ca = base64 === undefined ? null : Buffer.from(base64, 'base64').toString('utf8');
  const problem = ca === null ? null : certificateProblem(ca);
  if (problem !== null) throw new ConfigError([`MASTER_DATABASE_CA_BASE64 ${problem}`]);
  return { url, ca, connections: env.MASTER_MAX_CONNECTIONS };
}

/** Null when no variable of the group is set; all of them are needed as soon as one is. */
function salesforce(env: z.infer<typeof ofSources>): SalesforceConfig | null {
  const { SF_LOGIN_URL: loginUrl, SF_CLIENT_ID: clientId, SF_USERNAME: username } = env;
  const hasKey = env.SF_PRIVATE_KEY_BASE64 !== undefined || env.SF_PRIVATE_KEY_PATH !== undefined;
  if (loginUrl === undefined && clientId === undefined && username === undefined && !hasKey) return null;
  if (loginUrl === undefined || clientId === undefined || username === undefined || !hasKey) {
    const missing = [
      ...(['SF_LOGIN_URL', 'SF_CLIENT_ID', 'SF_USERNAME'] as const).filter((name) => env[name] === undefined),
      ...(hasKey ? [] : ['SF_PRIVATE_KEY_BASE64']),
    ];
    throw new ConfigError([`Salesforce needs SF_LOGIN_URL, SF_CLIENT_ID, SF_USERNAME and a key; missing: ${missing.join(', ')}`]);
  }
  const fieldsOf = (object: string): string[] =>
    (env.SF_PHONE_FIELDS ?? []).flatMap((field) => (field.startsWith(`${object}.`) ? [field.slice(object.length + 1)] : []));
  return {
    loginUrl,
    audience: env.SF_AUDIENCE ?? audienceFor(loginUrl),
    clientId,
    username,
    privateKeyPem: privateKey(env),
    phoneFields: {
      Contact: fieldsOf('Contact'),
      Account: fieldsOf('Account'),
      ...(env.SF_LEADS === 'true' ? { Lead: fieldsOf('Lead') } : {}),
    },
    registrationSource: env.SF_REGISTRATION_SOURCE,
    services: servicesOf(env.SF_SERVICES),
  };
}

/** Only what differs from the org this product is made for needs to be named. */
function servicesOf(text: string | undefined): ServiceMapping {
  let named: unknown;
  try {
    named = text === undefined ? {} : JSON.parse(text);
  } catch {
    throw new ConfigError(['SF_SERVICES isn’t JSON']);
  }
  const { mapping, problems } = serviceMapping(named);
  if (problems[0] !== undefined) throw new ConfigError([`SF_SERVICES: ${problems.join(', ')}`]);
  return mapping;
}

function privateKey(env: z.infer<typeof ofSources>): string {
  const fromBase64 = env.SF_PRIVATE_KEY_BASE64;
  let pem: string;
  try {
    pem =
      fromBase64 === undefined
        ? readFileSync(env.SF_PRIVATE_KEY_PATH ?? '', 'utf8')
        : Buffer.from(fromBase64, 'base64').toString('utf8');
  } catch {
    throw new ConfigError(['SF_PRIVATE_KEY_PATH names a file that cannot be read']);
  }
  const problem = rsaKeyProblem(pem);
  if (problem !== null)
    throw new ConfigError([`${fromBase64 === undefined ? 'SF_PRIVATE_KEY_PATH' : 'SF_PRIVATE_KEY_BASE64'} ${problem}`]);
  return pem;
}
