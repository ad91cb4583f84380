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
