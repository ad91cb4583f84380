import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { CallerAddress } from './identity';

/** A caller's identity, normalised: what a customer record is keyed by (`identities/{key}`). */
export interface Identity {
  kind: 'phone' | 'email' | 'sip' | 'client' | 'handle' | 'withheld';
  /** E.164 for a phone, lower case for an e-mail address, as given for the rest, empty when withheld. */
  value: string;
  /** How an agent reads it: +1 415 555 0100. Empty when withheld: the words are the plugin's. */
  display: string;
}

/** Reads a phone in any notation; null when it can be no phone number of any country. `region`: ISO 3166 of national notations. */
export function toE164(raw: string, region: string): string | null {
  const typed = raw.normalize('NFKC').replace(/^\s*00(?=\d)/, '+');
  const number = parsePhoneNumberFromString(typed, region as CountryCode);
  return number?.isPossible() ? number.number : null;
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

/**
 * The Firestore document id of an identity: `phone:+14155550100`. An id has no `/` and is text that can be sent as UTF-8, so what
 * separates, controls or is half a character is percent-encoded; an address is of a stranger's making.
 */
export function identityKey(identity: Pick<Identity, 'kind' | 'value'>): string {
  const encode = (sign: string): string => encodeURIComponent(/\p{Cs}/u.test(sign) ? '\ufffd' : sign);
  return `${identity.kind}:${identity.value.replace(/[%/]|\p{C}|\p{Zl}|\p{Zp}/gu, encode)}`;
}
