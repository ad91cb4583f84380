import type { Manager } from '@twilio/flex-ui';

/** Who works here, in which language, and where the Functions are: all of it read from Flex. */
export interface Session {
  workerSid: string | null;
  /** Supervisors and admins. */
  isSupervisor: boolean;
  locale: string;
  /** Read again for each call: Flex renews it under a running page. */
  token(): string;
  functionsUrl(): string | null;
  popMode: PopMode;
}

/** Where a confirmed customer's Salesforce record comes up: a new browser tab, Flex's CRM panel, or nowhere (ID-12). */
export type PopMode = 'tab' | 'panel' | 'off';

export function sessionOf(manager: Manager): Session {
  return {
    workerSid: manager.workerClient?.sid ?? null,
    isSupervisor: manager.user.roles.some((role) => role === 'supervisor' || role === 'admin'),
    locale: localeOf(manager),
    token: () => manager.user.token,
    functionsUrl: () =>
      encrypted(setting(manager.serviceConfiguration, 'functionsUrl')) ?? encrypted(process.env.FLEX_APP_FUNCTIONS_URL),
    popMode: popModeOf(setting(manager.serviceConfiguration, 'popMode')),
  };
}

/**
 * An address that the token may be sent to: with TLS, or on this machine. `ui_attributes.interactionHistory.functionsUrl` of the Flex
 * configuration goes before the build's: a change needs no new build of the plugin.
 */
const encrypted = (url: unknown): string | null =>
  typeof url === 'string' && /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$))/.test(url) ? url : null;

/** A setting of ours in the Flex configuration. */
const setting = (configuration: unknown, name: string): unknown =>
  property(property(property(configuration, 'ui_attributes'), 'interactionHistory'), name);

/** Unknown values fall back to 'tab'. */
const popModeOf = (value: unknown): PopMode => (value === 'panel' || value === 'off' ? value : 'tab');

/**
 * Flex's own language, so that our words match the rest of the desktop; the browser's region where both are one language, so
 * that dates look as the agent is used to.
 */
function localeOf(manager: Manager): string {
  const tag = property(property(manager, 'localization'), 'localeTag');
  const own = canonical(navigator.language);
  const flex = typeof tag === 'string' ? canonical(tag) : null;
  const isOneLanguage = flex !== null && own !== null && flex.split('-')[0] === own.split('-')[0];
  return (isOneLanguage ? own : (flex ?? own)) ?? 'en';
}

/** Null for an invalid tag: Intl would throw on it, and a wrong tag must not cost the plugin. */
function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
