/** Scheme, host and port of a web address; null where it is none. By a pattern: `URL` isn't in every place where this may run. */
const originOf = (url: string): string | null => /^https?:\/\/[^/?#\\@\s]+(?=[/?#]|$)/i.exec(url)?.[0].toLowerCase() ?? null;

/** Whether a link leads to where another one does, so that it is shown as one (TR-4). */
export function isSameOrigin(url: string, known: string): boolean {
  const origin = originOf(url);
  return origin !== null && origin === originOf(known);
}

/** Whether it may be a link at all: no `javascript:`, no relative path. */
export const isWebAddress = (url: string): boolean => originOf(url) !== null;
