import { SECRETS_ASSET } from '../../src/config/secrets';
import { TwilioApi, type Account } from './twilio-api';

/** The name of our service in Twilio's Serverless API. */
export const SERVICE = 'interaction-history';

const API = 'https://serverless.twilio.com/v1/Services';
const UPLOAD = 'https://serverless-upload.twilio.com/v1/Services';
const POLL_MS = 1_000;
/** Twilio's builds take under a minute; one that takes longer has a line in Twilio's debugger. */
const POLLS = 180;

/** An environment of our service: one domain, one live build. */
export interface ServerlessEnvironment {
  serviceSid: string;
  sid: string;
  /** host of the Functions; on a laptop host:port. */
  domain: string;
  buildSid: string | null;
}
interface Build {
  sid: string;
  status: string;
  runtime: string;
  function_versions: { sid: string }[];
  asset_versions: { sid: string; path: string }[];
  dependencies: { name: string; version: string }[];
}

/** What twilio-run leaves undone: variables that are gone from the file, new secrets for the same code, and the way back. */
export class ServerlessService {
  private readonly api: TwilioApi;

  constructor(account: Account) {
    this.api = new TwilioApi(account);
  }

  /** @returns the environment of a domain suffix; null where nothing was deployed to it yet */
  async environment(suffix: string): Promise<ServerlessEnvironment | null> {
    const services = await this.api.list<{ sid: string; unique_name: string }>(API, 'services');
    const service = services.find(({ unique_name }) => unique_name === SERVICE);
    if (service === undefined) return null;
    const environments = await this.api.list<{
      sid: string;
      domain_suffix: string | null;
      domain_name: string;
      build_sid: string | null;
    }>(`${API}/${service.sid}/Environments`, 'environments');
    const found = environments.find(({ domain_suffix }) => (domain_suffix ?? '') === suffix);
    return found === undefined
      ? null
      : { serviceSid: service.sid, sid: found.sid, domain: found.domain_name, buildSid: found.build_sid };
  }

  async variables(environment: ServerlessEnvironment): Promise<{ sid: string; key: string; value: string }[]> {
    return this.api.list(`${at(environment)}/Variables`, 'variables');
  }

  async removeVariable(environment: ServerlessEnvironment, sid: string): Promise<void> {
    await this.api.delete(`${at(environment)}/Variables/${sid}`);
  }

  /** Builds that were live in an environment, the newest first. */
  async deployments(environment: ServerlessEnvironment): Promise<string[]> {
    const found = await this.api.list<{ build_sid: string }>(`${at(environment)}/Deployments`, 'deployments');
    return found.map(({ build_sid }) => build_sid);
  }

  /** Puts a build into an environment: a rollback, when it is an earlier one. */
  async activate(environment: ServerlessEnvironment, buildSid: string): Promise<void> {
    await this.api.post(`${at(environment)}/Deployments`, new URLSearchParams({ BuildSid: buildSid }));
  }

  /** How many Functions a build has, and what of it is an asset. */
  async build(
    environment: ServerlessEnvironment,
    buildSid: string,
  ): Promise<{ functions: number; assets: string[]; runtime: string }> {
    const build = await this.api.get<Build>(`${API}/${environment.serviceSid}/Builds/${buildSid}`);
    const assets = build.asset_versions.map(({ path }) => path);
    return { functions: build.function_versions.length, assets, runtime: build.runtime };
  }

  /**
   * The live build once more, with other secrets: no Function and no other asset changes.
   * @returns the new build, live
   */
  async replaceSecrets(environment: ServerlessEnvironment, secrets: Record<string, string>): Promise<string> {
    const { serviceSid, buildSid } = environment;
    if (buildSid === null) throw new Error('Nothing is deployed to this environment yet: npm run deploy');
    const service = `${API}/${serviceSid}`;
    const live = await this.api.get<Build>(`${service}/Builds/${buildSid}`);
    const assets = live.asset_versions.filter(({ path }) => path !== SECRETS_ASSET).map(({ sid }) => sid);
    const asset = await this.api.post<{ sid: string }>(`${service}/Assets`, new URLSearchParams({ FriendlyName: SECRETS_ASSET }));
    const upload = new FormData();
    upload.set('Path', SECRETS_ASSET);
    upload.set('Visibility', 'private');
    upload.set('Content', new Blob([JSON.stringify(secrets)], { type: 'application/json' }), 'secrets.json');
    const version = await this.api.post<{ sid: string }>(`${UPLOAD}/${serviceSid}/Assets/${asset.sid}/Versions`, upload);
    const form = new URLSearchParams({ Runtime: live.runtime, Dependencies: JSON.stringify(live.dependencies) });
    for (const { sid } of live.function_versions) form.append('FunctionVersions', sid);
    for (const sid of [...assets, version.sid]) form.append('AssetVersions', sid);
    const build = await this.api.post<{ sid: string }>(`${service}/Builds`, form);
    await this.built(`${service}/Builds/${build.sid}/Status`);
    await this.activate(environment, build.sid);
    return build.sid;
  }

  private async built(url: string): Promise<void> {
    for (let polls = 0; polls < POLLS; polls++) {
      const { status } = await this.api.get<{ status: string }>(url);
      if (status === 'completed') return;
      if (status === 'failed') throw new Error('Twilio could not build it: the Functions that were live still are');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`Twilio has not built it within ${(POLLS * POLL_MS) / 1000} s: the Functions that were live still are`);
  }
}

const at = ({ serviceSid, sid }: ServerlessEnvironment): string => `${API}/${serviceSid}/Environments/${sid}`;
