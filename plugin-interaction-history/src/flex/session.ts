import type { Manager } from '@twilio/flex-ui';

/** Who works here, in which language, and where the Functions are: all of it read from Flex. */
export interface Session {
  workerSid: string | null;
  locale: string;
  /** Read anew for each call: Flex renews it under a running page. */
  token(): string;
  functionsUrl(): string | null;
}

export function sessionOf(manager: Manager): Session {
  return {
    workerSid: manager.workerClient?.sid ?? null,
    locale: localeOf(manager),
    token: () => manager.user.token,
    functionsUrl: () => configuredUrl(manager.serviceConfiguration) ?? (process.env.FLEX_APP_FUNCTIONS_URL || null),
  };
}

/** `ui_attributes.interactionHistory.functionsUrl` of the Flex configuration: a change needs no new build of the plugin. */
function configuredUrl(configuration: unknown): string | null {
  const url = property(property(property(configuration, 'ui_attributes'), 'interactionHistory'), 'functionsUrl');
  return typeof url === 'string' && /^https?:\/\//.test(url) ? url : null;
}

/** Flex's own language where it has one, else the browser's: dates and words then match the rest of the desktop. */
function localeOf(manager: Manager): string {
  const tag = property(property(manager, 'localization'), 'localeTag');
  const candidate = typeof tag === 'string' && tag !== '' ? tag : navigator.language;
  try {
    return Intl.getCanonicalLocales(candidate)[0] ?? 'en';
  } catch {
    // Intl throws on a tag that is none, and a wrong tag must not cost the plugin
    return 'en';
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
