import { equalForms } from '@interaction-history/shared/src/phones/equal-forms';
import { regionOf } from '@interaction-history/shared/src/phones/read-number';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { otherDigits } from './other-digits';
import { soqlLike, soslPhrase, soslPhrasePrefix, soslPrefix, type Soql } from './soql';

/** Beyond 4,000 characters Salesforce drops the operators of a search text (SOSL reference, "FIND {SearchQuery}"). */
const MAX_SEARCH_TEXT = 3_900;
/** URL-encoded: a request's address and headers may have 16,384 bytes (Salesforce help 000386264), and the fields asked for need some, too. */
const MAX_ENCODED = 12_000;
/** International access codes that people type before a country code, and none. */
const ACCESS = ['', '00', '011', '010'];
/** From this length on, the last token of a number finds it alone; shorter ones need the token before them. */
const TELLING = 7;
/** Lengths of a last token that are too short alone, the usual ones first. */
const SHORT_TAILS = [4, 5, 6, 3, 2];

/**
 * The search text that finds a number in whatever notation it was typed, though the index holds only the tokens that its
 * punctuation left: (415) 555-0100 is 415, 555, 0100. However it was grouped, its last token is a tail of the number, and the
 * token before ends where that tail begins. So all tails are asked for: long ones alone, short ones after every token that can
 * stand before them, as a phrase. See docs/decisions/0003-phones-searched-by-their-tails-and-compared-as-e164.md.
 * @param e164 as `toE164` gives it
 * @param share of the terms, the most telling first: above 0, at most 1
 */
export function phoneSearchText(e164: string, share = 1): Soql {
  const [number, ...others] = equalForms(e164).map(partsOf);
  if (number === undefined) throw new RangeError('a number has a form');
  const ascii = new Set([...allTails(number), ...others.flatMap(beginnings)]);
  const scripts = otherDigits(regionOf(e164));
  const usual = usualGroups(number);
  const terms = [
    ...[...ascii].map(soslPhrase),
    ...spelled(number),
    ...scripts.flatMap((digits) => usual.map((term) => soslPhrase(written(term, digits)))),
    // In full-width digits every grouping, as far as there is room
    ...[...ascii].map((term) => soslPhrase(written(term, scripts[0] ?? ''))),
  ];
  let text = '';
  const all = [...new Set(terms)];
  for (const term of all.slice(0, Math.ceil(all.length * share))) {
    const next = text === '' ? term : `${text} OR ${term}`;
    if (next.length > MAX_SEARCH_TEXT || encodeURIComponent(next).length > MAX_ENCODED) break;
    text = next;
  }
  return text as Soql;
}

/**
 * LIKE patterns that find every notation, whatever stands between the digits, in 0-9 and in each other script's. Equal forms only
 * add digits to the shortest. Scans: never without an indexed filter.
 */
export function phoneLikePatterns(e164: string): Soql[] {
  const nationals = equalForms(e164).map((form) => partsOf(form).national);
  const shortest = nationals.reduce((least, one) => (one.length < least.length ? one : least));
  return ['0123456789', ...otherDigits(regionOf(e164))].map((digits) => soqlLike([...written(shortest, digits)]));
}

interface Parts {
  code: string;
  national: string;
  /** As it is written inside its country and to it. */
  formats: string[];
}

function partsOf(e164: string): Parts {
  const number = parsePhoneNumberFromString(e164);
  return {
    code: number?.countryCallingCode ?? '',
    national: number?.nationalNumber ?? e164.replace(/\D/g, ''),
    formats: number === undefined ? [] : [number.formatNational(), number.formatInternational()],
  };
}

function allTails({ code, national, formats }: Parts): string[] {
  const dialled = (formats[0] ?? '').replace(/\D/g, '');
  // The digit dialled before the number inside the country: 0 in Britain and Japan, none in the United States
  const trunk = dialled.endsWith(national) ? dialled.slice(0, -national.length) : '';
  const prefixes = [...new Set(['', trunk, ...ACCESS.map((access) => access + code), code + trunk])];
  const terms = prefixes.map((prefix) => prefix + national);
  if (dialled !== '') terms.push(dialled);
  for (let length = Math.min(TELLING, national.length); length < national.length; length++) terms.push(national.slice(-length));
  terms.push(...dottedGroups(formats));
  for (const length of SHORT_TAILS) {
    const [head, tail] = [national.slice(0, -length), national.slice(-length)];
    for (let before = head.length; before >= 1; before--) terms.push(`${head.slice(-before)} ${tail}`);
    if (head !== '') terms.push(...prefixes.map((prefix) => `${prefix}${head} ${tail}`));
  }
  return terms;
}

/** Of a number's other form the terms that reach to its beginning: its tails are the one form's. */
function beginnings({ code, national, formats }: Parts): string[] {
  // Argentina's mobiles change inside the country: +54 9 11 2345 6789 is dialled 011 15 2345 6789
  const dialled = (formats[0] ?? '').replace(/\D/g, '');
  return [
    national,
    code + national,
    dialled,
    ...SHORT_TAILS.slice(0, 3).map((length) => `${national.slice(0, -length)} ${national.slice(-length)}`),
  ].filter((term) => term.trim() !== '');
}

/** What other scripts' digits are asked in: unbroken, and in the usual groups. */
function usualGroups({ code, national, formats }: Parts): string[] {
  const groups = formats.flatMap((format) => {
    const runs = format.match(/\d+/g) ?? [];
    return runs.length < 2 ? [] : [runs.slice(-2).join(' ')];
  });
  const tails = [4, 3, 2].map((length) => [national.slice(-length - 3, -length), national.slice(-length)].join(' '));
  const whole = [national, code + national, (formats[0] ?? '').replace(/\D/g, '')];
  return [...new Set([...whole, ...groups, national.slice(-7), national.slice(-8), ...tails])].filter(
    (term) => term.trim() !== '',
  );
}

const KEYS: readonly string[] = ['', '', 'abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];

/** 1-800-FLOWERS for +1 800 356 9377: a word in place of the last seven or four digits, by its first letter after what stands before. */
function spelled({ code, national }: Parts): Soql[] {
  return [7, 4].flatMap((length) => {
    const [head, tail] = [national.slice(0, -length), national.slice(-length)];
    if (head === '' || /[01]/.test(tail)) return [];
    return [...(KEYS[Number(tail[0])] ?? '')].flatMap((letter) => [
      soslPhrasePrefix(`${head.slice(-3)} ${letter}`),
      soslPrefix(`${head}${letter}`),
      soslPrefix(`${code}${head}${letter}`),
    ]);
  });
}

/** An index after Unicode's word boundaries keeps 415.555.0100 whole, so the usual groups are asked for with dots as well. */
function dottedGroups(formats: readonly string[]): string[] {
  return formats.flatMap((format) => {
    const groups = format.match(/\d+/g) ?? [];
    return groups.slice(0, -1).map((_, from) => groups.slice(from).join('.'));
  });
}

const written = (term: string, digits: string): string => term.replace(/\d/g, (digit) => [...digits][Number(digit)] ?? digit);
