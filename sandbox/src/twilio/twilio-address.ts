/** `/_twilio/<host>/<path>` back to the address it stands for; undefined for any other path. */
export function twilioAddress(path: string): URL | undefined {
  const [, host, rest] = /^\/_twilio\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  return host === undefined ? undefined : new URL(`https://${host}${rest ?? '/'}`);
}

/** The same the other way round: where a Twilio address is answered. */
export const standInPath = (url: URL): string => `/_twilio/${url.host}${url.pathname}${url.search}`;
