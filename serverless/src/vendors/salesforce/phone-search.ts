import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { soqlLike, soslPhrase, type Soql } from './soql';

/** Beyond 4,000 characters Salesforce drops the operators of a search text (SOSL reference, "FIND {SearchQuery}"). */
const MAX_SEARCH_TEXT = 3_900;
/** URL-encoded: a request's address and headers may have 16,384 bytes (Salesforce help 000386264), and the fields asked for need some, too. */
const MAX_ENCODED = 12_000;
/** International access codes that people type before a country code, and none. */
const ACCESS = ['', '00', '011', '010'];
/** From this length on, the last token of a number finds it alone; shorter ones need the token before them. */
const TELLING = 7;

/**
 * The search text that finds a number in whatever notation it was typed, though the index holds only the tokens that its
 * punctuation left: (415) 555-0100 is 415, 555, 0100. However it was grouped, its last token is a tail of the number, and the
 * token before ends where that tail begins. So all tails are asked for: long ones alone, short ones after every token that can
 * stand before them, as a phrase. See docs/decisions/0003-phones-searched-by-their-tails-and-compared-as-e164.md.
 * @param e164 as `toE164` gives it
 * @param share of the terms, the most telling first: above 0, at most 1
 */
export function phoneSearchText(e164: string, share = 1): Soql {
  const number = parsePhoneNumberFromString(e164);
  const code = number?.countryCallingCode ?? '';
  const national = number?.nationalNumber ?? e164.replace(/\D/g, '');
  const trunk = trunkPrefix(number?.formatNational() ?? '', national);
  const prefixes = [...new Set(['', trunk, ...ACCESS.map((access) => access + code), code + trunk])];
  const terms = new Set<string>();
  for (const prefix of prefixes) terms.add(prefix + national);
  // Argentina's mobiles change inside the country: +54 9 11 2345 6789 is dialled 011 15 2345 6789
  const dialled = (number?.formatNational() ?? '').replace(/\D/g, '');
  if (dialled !== '') terms.add(dialled);
  for (let length = Math.min(TELLING, national.length); length < national.length; length++) terms.add(national.slice(-length));
  for (const dotted of dottedGroups([number?.formatNational() ?? '', number?.formatInternational() ?? ''])) terms.add(dotted);
  for (const length of [4, 5, 6, 3, 2]) {
    const [head, tail] = [national.slice(0, -length), national.slice(-length)];
    for (let before = head.length; before >= 1; before--) terms.add(`${head.slice(-before)} ${tail}`);
    for (const prefix of prefixes) if (head !== '') terms.add(`${prefix}${head} ${tail}`);
  }
  let text = '';
  const all = [...terms, ...[...terms].map(fullWidth)];
  for (const term of all.slice(0, Math.ceil(all.length * share))) {
    const next = text === '' ? soslPhrase(term) : `${text} OR ${soslPhrase(term)}`;
    if (next.length > MAX_SEARCH_TEXT || encodeURIComponent(next).length > MAX_ENCODED) break;
    text = next;
  }
  return text as Soql;
}

/** A LIKE pattern that finds every notation, whatever stands between the digits, and the same in full-width digits. Scans: never without an indexed filter. */
export function phoneLikePatterns(e164: string): Soql[] {
  const national = parsePhoneNumberFromString(e164)?.nationalNumber ?? e164.replace(/\D/g, '');
  return [soqlLike([...national]), soqlLike([...fullWidth(national)])];
}

/** The digit dialled before the national number inside the country: 0 in Britain and Japan, none in the United States. */
function trunkPrefix(nationalFormat: string, national: string): string {
  const digits = nationalFormat.replace(/\D/g, '');
  return digits.endsWith(national) ? digits.slice(0, -national.length) : '';
}

/** An index after Unicode's word boundaries keeps 415.555.0100 whole, so the usual groups are asked for with dots as well. */
function dottedGroups(formats: readonly string[]): string[] {
  return formats.flatMap((format) => {
    const groups = format.match(/\d+/g) ?? [];
    return groups.slice(0, -1).map((_, from) => groups.slice(from).join('.'));
  });
}

const fullWidth = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
