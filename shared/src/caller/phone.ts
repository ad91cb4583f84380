import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { storedPhones } from '../phones/stored-phones';
import type { CallerAddress } from './identity';

/** A caller's identity, normalised: what a customer record is keyed by (`identities/{key}`). */
export interface Identity {
  kind: 'phone' | 'email' | 'sip' | 'client' | 'handle' | 'withheld';
  /** E.164 in its one form for a phone, lower case for an e-mail address, as given for the rest, empty when withheld. */
  value: string;
  /** How an agent reads it: +1 415 555 0100. Empty when withheld: the words are the plugin's. */
  display: string;
}

/**
 * Reads a phone in any notation, in its one form (ID-15); null when it can be no phone number of any country, or is several.
 * @param region ISO 3166 of national notations
 */
export function toE164(raw: string, region: string): string | null {
  const numbers = storedPhones(raw, { home: region });
  return numbers.length === 1 ? (numbers[0] ?? null) : null;
}

/** Turns an address into an identity; a "phone" that is none keeps its text as a handle, so that it is at least shown and found again. */
export function identityOf(address: CallerAddress, region: string): Identity {
  if (address.kind === 'withheld') return { kind: 'withheld', value: '', display: '' };
  if (address.kind === 'phone') {
    const e164 = toE164(address.value, region);
    if (e164 === null) return { kind: 'handle', value: address.value, display: address.value };
    return { kind: 'phone', value: e164, display: formatPhone(e164) };
  }
  const value = address.kind === 'handle' ? address.value : address.value.toLowerCase();
  return { kind: address.kind, value, display: address.value };
}

/** E.164 as people read it: +14155550100 → +1 415 555 0100. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** Firestore takes ids of 1,500 bytes of UTF-8. An address of 320 characters has at most 960, until its signs are percent-encoded. */
const MAX_PLAIN_KEY = 1_000;

/**
 * The Firestore document id of an identity: `phone:+14155550100`. An id has no `/` and is text that can be sent as UTF-8, so what
 * separates, controls or is half a character is percent-encoded; an address is of a stranger's making. Where that makes it too long,
 * the whole value is in base64url after `%~`, which no shorter key begins with: at most 1,300 bytes, and still nobody else's.
 */
export function identityKey(identity: Pick<Identity, 'kind' | 'value'>): string {
  const whole = identity.value.replace(/\p{Cs}/gu, '\ufffd');
  const plain = `${identity.kind}:${whole.replace(/[%/]|\p{C}|\p{Zl}|\p{Zp}/gu, encodeURIComponent)}`;
  return utf8(plain).length <= MAX_PLAIN_KEY ? plain : `${identity.kind}:%~${base64url(utf8(whole))}`;
}

/** By way of encodeURIComponent: neither TextEncoder nor Buffer is in every place where this file may run. */
const utf8 = (text: string): number[] =>
  (encodeURIComponent(text).match(/%..|./g) ?? []).map((one) =>
    one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16),
  );

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64url(bytes: readonly number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,6}/g) ?? []).map((six) => BASE64URL[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
}
