import { newSid } from './sids';
import { invalid, notFound, TwilioError } from './twilio-error';

export interface Plugin {
  sid: string;
  uniqueName: string;
  versions: PluginVersion[];
}
export interface PluginVersion {
  sid: string;
  version: string;
  url: string;
  changelog: string;
}
export interface Configuration {
  sid: string;
  name: string;
  plugins: { plugin: Plugin; version: PluginVersion; phase: number }[];
}
export interface Release {
  sid: string;
  configuration: Configuration;
}

/** The account's plugins, their versions, and which are released. Newest first. */
export class FlexPlugins {
  readonly plugins: Plugin[] = [];
  readonly configurations: Configuration[] = [];
  readonly releases: Release[] = [];

  plugin(id: string): Plugin {
    const found = this.plugins.find(({ sid, uniqueName }) => sid === id || uniqueName === id);
    if (!found) throw notFound(`/Plugins/${id}`);
    return found;
  }

  version(plugin: Plugin, id: string): PluginVersion {
    const found = plugin.versions.find(({ sid, version }) => sid === id || version === id);
    if (!found) throw notFound(`/Versions/${id}`);
    return found;
  }

  configuration(id: string): Configuration {
    const found = this.configurations.find(({ sid }) => sid === id);
    if (!found) throw notFound(`/Configurations/${id}`);
    return found;
  }

  create(uniqueName: string): Plugin {
    if (this.plugins.some((one) => one.uniqueName === uniqueName)) throw new TwilioError(409, 45006, `${uniqueName} exists`);
    const made = { sid: newSid('FP'), uniqueName, versions: [] };
    this.plugins.unshift(made);
    return made;
  }

  addVersion(plugin: Plugin, version: string, url: string, changelog: string): PluginVersion {
    // the Plugins API takes semantic versions, each once, and the command-line tool demands a changelog
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw invalid(`Version ${version} is not a semantic version`);
    if (plugin.versions.some((one) => one.version === version)) throw new TwilioError(409, 45006, `Version ${version} exists`);
    if (!url.startsWith('https://')) throw invalid('PluginUrl is not valid');
    if (changelog === '' || changelog.length > 1000) throw invalid('Changelog is required, at most 1000 characters');
    const made = { sid: newSid('FV'), version, url, changelog };
    plugin.versions.unshift(made);
    return made;
  }

  configure(name: string, asked: readonly { plugin_version: string; phase: number }[]): Configuration {
    if (name === '' || name.length > 100) throw invalid('Name is required, at most 100 characters');
    const plugins = asked.map(({ plugin_version, phase }) => {
      const plugin = this.plugins.find(({ versions }) => versions.some(({ sid }) => sid === plugin_version));
      if (!plugin) throw invalid(`Plugin version ${plugin_version} does not exist`);
      return { plugin, version: this.version(plugin, plugin_version), phase };
    });
    if (new Set(plugins.map(({ plugin }) => plugin.sid)).size < plugins.length) throw invalid('A plugin is named twice');
    const made = { sid: newSid('FJ'), name, plugins };
    this.configurations.unshift(made);
    return made;
  }

  release(configuration: Configuration): Release {
    const made = { sid: newSid('FK'), configuration };
    this.releases.unshift(made);
    return made;
  }
}
