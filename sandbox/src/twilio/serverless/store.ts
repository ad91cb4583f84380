import { randomBytes } from 'node:crypto';
import { invalid, notFound, TwilioError } from '../twilio-error';
import { checkBuild, checkVariable, LARGEST_CONTEXT, type Dependency } from './limits';

export interface Version {
  sid: string;
  path: string;
  visibility: 'public' | 'protected' | 'private';
  content: string;
}
export interface Build {
  sid: string;
  functions: Version[];
  assets: Version[];
  dependencies: Dependency[];
  runtime: string;
  /** Polls until it is done: a build takes its time. */
  polls: number;
}
export interface Resource {
  sid: string;
  name: string;
}
export interface Environment {
  sid: string;
  uniqueName: string;
  suffix: string | null;
  /** host, or host:port. */
  domain: string;
  buildSid: string | null;
  /** Builds that were live, the newest first. */
  deployments: string[];
  variables: Map<string, { sid: string; value: string }>;
}
export interface Service {
  sid: string;
  accountSid: string;
  uniqueName: string;
  environments: Environment[];
  functions: Resource[];
  assets: Resource[];
  versions: Map<string, Version & { kind: 'functions' | 'assets' }>;
  builds: Build[];
}

const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** What an account's Serverless API holds, and what it refuses. */
export class ServerlessStore {
  readonly services: Service[] = [];

  /** @param domainOf what Twilio calls an environment's domain */
  constructor(
    private readonly accountSid: string,
    private readonly domainOf = (service: string, suffix: string | null): string =>
      `${service}-1234${suffix === null ? '' : `-${suffix}`}.twil.io`,
  ) {}

  service(sid: string): Service {
    const found = this.services.find((one) => one.sid === sid || one.uniqueName === sid);
    if (!found) throw notFound(`/Services/${sid}`);
    return found;
  }

  createService(uniqueName: string): Service {
    if (this.services.some((one) => one.uniqueName === uniqueName))
      throw new TwilioError(409, 54301, `Service with unique name ${uniqueName} already exists`);
    const made = {
      sid: newSid('ZS'),
      accountSid: this.accountSid,
      uniqueName,
      environments: [],
      functions: [],
      assets: [],
      versions: new Map(),
      builds: [],
    };
    this.services.push(made);
    return made;
  }

  environment(service: Service, sid: string): Environment {
    const found = service.environments.find((one) => one.sid === sid);
    if (!found) throw notFound(`/Environments/${sid}`);
    return found;
  }

  createEnvironment(service: Service, uniqueName: string, suffix: string | null): Environment {
    if (service.environments.some((one) => one.suffix === suffix)) throw invalid('An environment of this domain suffix exists');
    const domain = this.domainOf(service.uniqueName, suffix);
    const made = { sid: newSid('ZE'), uniqueName, suffix, domain, buildSid: null, deployments: [], variables: new Map() };
    service.environments.push(made);
    return made;
  }

  createResource(service: Service, kind: 'functions' | 'assets', name: string): Resource {
    const made = { sid: newSid(kind === 'functions' ? 'ZH' : 'ZA'), name };
    service[kind].push(made);
    return made;
  }

  addVersion(service: Service, kind: 'functions' | 'assets', version: Omit<Version, 'sid'>): Version {
    const made = { ...version, kind, sid: newSid('ZN') };
    service.versions.set(made.sid, made);
    return made;
  }

  build(service: Service, asked: { versions: string[]; dependencies: Dependency[]; runtime: string }): Build {
    const versions = asked.versions.map((sid) => {
      const version = service.versions.get(sid);
      if (!version) throw notFound(`/Versions/${sid}`);
      return version;
    });
    const functions = versions.filter(({ kind }) => kind === 'functions');
    const assets = versions.filter(({ kind }) => kind === 'assets');
    const { dependencies, runtime } = asked;
    const privateAssets = assets.filter(({ visibility }) => visibility === 'private').length;
    checkBuild({ functions: functions.length, privateAssets, dependencies, runtime });
    const made = { sid: newSid('ZB'), functions, assets, dependencies, runtime, polls: 1 };
    service.builds.unshift(made);
    return made;
  }

  setVariable(environment: Environment, key: string, value: string): string {
    checkVariable(key, value);
    const sid = environment.variables.get(key)?.sid ?? newSid('ZV');
    environment.variables.set(key, { sid, value });
    return sid;
  }

  deploy(service: Service, environment: Environment, buildSid: string): void {
    if (!service.builds.some(({ sid }) => sid === buildSid)) throw notFound(`/Builds/${buildSid}`);
    environment.buildSid = buildSid;
    environment.deployments.unshift(buildSid);
  }

  /**
   * What a Function of an environment is given as `context`.
   * @throws Error 82006 where it is larger than a Function may be given
   */
  context(environment: Environment, account: { accountSid: string; authToken: string }, domain: string): Record<string, string> {
    const variables = Object.fromEntries([...environment.variables].map(([key, { value }]) => [key, value]));
    const context = { ACCOUNT_SID: account.accountSid, AUTH_TOKEN: account.authToken, DOMAIN_NAME: domain, ...variables };
    if (Buffer.byteLength(JSON.stringify(context)) > LARGEST_CONTEXT) throw new Error('82006: the context is too large');
    return context;
  }
}
