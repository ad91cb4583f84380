import { requireBasicAuth } from './basic-auth';
import type { TwilioApi, TwilioCall } from './call';
import type { Centre } from './centre';
import type { Configuration, FlexPlugins, Plugin, PluginVersion, Release } from './flex-plugins';
import { notFound } from './twilio-error';

type Handler = (call: { form: URLSearchParams }, ...ids: string[]) => object;

/** flex-api.twilio.com/v1/PluginService (twilio.com/docs/flex/developer/plugins/api). */
export function pluginsApi(centre: Centre): TwilioApi {
  return (call: TwilioCall) => {
    for (const [verb, pattern, handler] of routes(centre.plugins)) {
      const ids = pattern.exec(call.url.pathname)?.slice(1);
      if (verb !== call.method || ids === undefined) continue;
      requireBasicAuth(call.headers, centre.account);
      const body = handler({ form: new URLSearchParams(call.body) }, ...ids);
      return { status: verb === 'POST' ? 201 : 200, body };
    }
    return null;
  };
}

function routes(store: FlexPlugins): [string, RegExp, Handler][] {
  return [
    ['GET', at('/Plugins/:id'), (_call, id = '') => pluginBody(store.plugin(id))],
    ['POST', at('/Plugins'), ({ form }) => pluginBody(store.create(form.get('UniqueName') ?? ''))],
    ['POST', at('/Plugins/:id'), (_call, id = '') => pluginBody(store.plugin(id))],
    ['GET', at('/Plugins/:id/Versions'), (_call, id = '') => list('plugin_versions', versionsOf(store.plugin(id)))],
    [
      'GET',
      at('/Plugins/:id/Versions/:id'),
      (_call, id = '', version = '') => versionBody(store.plugin(id), store.version(store.plugin(id), version)),
    ],
    [
      'POST',
      at('/Plugins/:id/Versions'),
      ({ form }, id = '') => {
        const plugin = store.plugin(id);
        const text = (name: string): string => form.get(name) ?? '';
        return versionBody(plugin, store.addVersion(plugin, text('Version'), text('PluginUrl'), text('Changelog')));
      },
    ],
    [
      'POST',
      at('/Configurations'),
      ({ form }) => {
        const asked = form.getAll('Plugins').map((text) => JSON.parse(text) as { plugin_version: string; phase: number });
        const { sid, name } = store.configure(form.get('Name') ?? '', asked);
        return { sid, name };
      },
    ],
    ['GET', at('/Configurations/:id/Plugins'), (_call, id = '') => list('plugins', configured(store.configuration(id)))],
    ['GET', at('/Releases'), () => list('releases', store.releases.map(releaseBody))],
    [
      'GET',
      at('/Releases/active'),
      () => {
        const [active] = store.releases;
        if (!active) throw notFound('/Releases/active');
        return releaseBody(active);
      },
    ],
    ['POST', at('/Releases'), ({ form }) => releaseBody(store.release(store.configuration(form.get('ConfigurationId') ?? '')))],
  ];
}

const at = (path: string): RegExp => new RegExp(`^/v1/PluginService${path.replace(/:id/g, '([\\w.-]+)')}$`);
const pluginBody = ({ sid, uniqueName }: Plugin): object => ({ sid, unique_name: uniqueName, friendly_name: uniqueName });
const versionBody = (plugin: Plugin, { sid, version, url, changelog }: PluginVersion): object => ({
  sid,
  plugin_sid: plugin.sid,
  version,
  plugin_url: url,
  changelog,
  private: true,
  archived: false,
});
const versionsOf = (plugin: Plugin): object[] => plugin.versions.map((version) => versionBody(plugin, version));
const configured = ({ sid: configuration_sid, plugins }: Configuration): object[] =>
  plugins.map(({ plugin, version, phase }) => ({
    configuration_sid,
    plugin_sid: plugin.sid,
    plugin_version_sid: version.sid,
    unique_name: plugin.uniqueName,
    version: version.version,
    changelog: version.changelog,
    phase,
  }));
const releaseBody = ({ sid, configuration }: Release): object => ({ sid, configuration_sid: configuration.sid });
const list = (key: string, items: object[]): object => ({ [key]: items, meta: { key, next_page_url: null } });
