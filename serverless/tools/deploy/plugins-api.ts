import { TwilioApi, type Account } from './twilio-api';

const API = 'https://flex-api.twilio.com/v1/PluginService';
/** Flex loads plugins in phases; 3 is what the command-line tool gives every plugin. */
const PHASE = 3;

export interface PluginVersion {
  sid: string;
  version: string;
  changelog: string;
}
interface ConfiguredPlugin {
  plugin_version_sid: string;
  unique_name: string;
  version: string;
  phase: number;
}

/** The account's plugins and which of them are released (twilio.com/docs/flex/developer/plugins/api). */
export class FlexPluginsApi {
  private readonly api: TwilioApi;

  constructor(
    account: Account,
    private readonly name: string,
  ) {
    this.api = new TwilioApi(account);
  }

  /** Null: this version was never registered. */
  async version(version: string): Promise<PluginVersion | null> {
    return this.api.find(`${API}/Plugins/${this.name}/Versions/${version}`);
  }

  async register(version: string, url: string, changelog: string): Promise<PluginVersion> {
    if ((await this.api.find(`${API}/Plugins/${this.name}`)) === null)
      await this.api.post(`${API}/Plugins`, new URLSearchParams({ UniqueName: this.name, FriendlyName: this.name }));
    const form = new URLSearchParams({ Version: version, PluginUrl: url, Private: 'true', Changelog: changelog });
    return this.api.post(`${API}/Plugins/${this.name}/Versions`, form);
  }

  /** The version that agents' desks load; null: the plugin isn't released. */
  async released(): Promise<string | null> {
    const found = (await this.activePlugins()).find(({ unique_name }) => unique_name === this.name);
    return found?.version ?? null;
  }

  /** The versions that were released before the present one, the newest first. */
  async formerlyReleased(): Promise<string[]> {
    const releases = await this.api.list<{ configuration_sid: string }>(`${API}/Releases`, 'releases');
    const versions: string[] = [];
    for (const { configuration_sid } of releases) {
      const ours = (await this.pluginsOf(configuration_sid)).find(({ unique_name }) => unique_name === this.name);
      if (ours !== undefined && !versions.includes(ours.version)) versions.push(ours.version);
    }
    const present = await this.released();
    return versions.filter((version) => version !== present);
  }

  /** Releases a version of ours beside what is released of other plugins, which stays. */
  async release({ sid, version }: PluginVersion, description: string): Promise<void> {
    const others = (await this.activePlugins()).filter(({ unique_name }) => unique_name !== this.name);
    const form = new URLSearchParams({ Name: `${this.name} ${version}`, Description: description });
    const plugins = [
      ...others.map(({ plugin_version_sid, phase }) => ({ plugin_version: plugin_version_sid, phase })),
      { plugin_version: sid, phase: PHASE },
    ];
    for (const plugin of plugins) form.append('Plugins', JSON.stringify(plugin));
    const configuration = await this.api.post<{ sid: string }>(`${API}/Configurations`, form);
    await this.api.post(`${API}/Releases`, new URLSearchParams({ ConfigurationId: configuration.sid }));
  }

  private async activePlugins(): Promise<ConfiguredPlugin[]> {
    const active = await this.api.find<{ configuration_sid: string }>(`${API}/Releases/active`);
    return active === null ? [] : this.pluginsOf(active.configuration_sid);
  }

  private pluginsOf(configurationSid: string): Promise<ConfiguredPlugin[]> {
    return this.api.list(`${API}/Configurations/${configurationSid}/Plugins`, 'plugins');
  }
}
