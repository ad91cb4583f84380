import { createHmac, timingSafeEqual } from 'node:crypto';
import { header } from './body';
import { AppError } from './errors';
import type { TwilioEvent } from './twilio';

/**
 * Twilio's runtime tells a Function the domain it is reached at; only loopback has no TLS.
 * @param path of the Function below that domain: Twilio signs the URL it was told to call
 * @throws AppError forbidden
 */
export function assertSignedByTwilio(
  path: string,
  authToken: string,
  context: Record<string, unknown>,
  event: TwilioEvent,
): void {
  const { request, ...fields } = event;
  const domain = typeof context.DOMAIN_NAME === 'string' ? context.DOMAIN_NAME : '';
  const scheme = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(domain) ? 'http' : 'https';
  const signature = header(request?.headers, 'x-twilio-signature');
  if (!isSignedByTwilio(signature, authToken, `${scheme}://${domain}/${path}`, fields)) {
    throw new AppError('forbidden', 'Only Twilio may call this: the signature does not fit');
  }
}

/**
 * Whether Twilio sent a form-encoded request: HMAC-SHA1, keyed by the account's auth token, over the URL it was sent to and
 * every field, name and value, in the order of their names (twilio.com/docs/usage/security#validating-requests).
 * Computed here because Twilio's own package takes longer to load than the whole Function; a test holds the two together.
 * @param url as the callback is configured at Twilio; it may have no query
 */
export function isSignedByTwilio(
  signature: string | undefined,
  authToken: string,
  url: string,
  fields: Readonly<Record<string, unknown>>,
): boolean {
  const expected = Buffer.from(twilioSignature(authToken, url, fields));
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function twilioSignature(authToken: string, url: string, fields: Readonly<Record<string, unknown>>): string {
  const signed = Object.keys(fields)
    .sort()
    .map((name) => valuesOf(fields[name]).map((value) => name + value))
    .flat()
    .join('');
  return createHmac('sha1', authToken)
    .update(url + signed, 'utf8')
    .digest('base64');
}

/** A field sent more than once is an array; Twilio signs each value once, sorted. */
const valuesOf = (value: unknown): string[] => (Array.isArray(value) ? [...new Set(value.map(String))].sort() : [String(value)]);
