import { getCountries, isSupportedCountry } from 'libphonenumber-js/min';
import { folded } from '../customers/search-text';

/** Languages in which records name a country, the most likely first: each costs some milliseconds, once a process and only when it is needed. */
const LANGUAGES = 'en ja de fr es pt it nl pl ru zh ko ar tr uk sv da nb fi cs el he hu ro vi th id'.split(' ');

/** What CLDR does not call them: codes of three letters, and what people write. */
const OTHER_NAMES: readonly (readonly [country: string, ...names: string[]])[] = [
  ['US', 'USA', 'America', 'United States of America'],
  ['GB', 'UK', 'GBR', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  ['DE', 'DEU', 'BRD'],
  ['JP', 'JPN'],
  ['FR', 'FRA'],
  ['ES', 'ESP'],
  ['IT', 'ITA'],
  ['NL', 'NLD', 'Holland'],
  ['CH', 'CHE'],
  ['AT', 'AUT'],
  ['CA', 'CAN'],
  ['AU', 'AUS'],
  ['BR', 'BRA'],
  ['MX', 'MEX'],
  ['KR', 'KOR', 'ROK', 'Republic of Korea'],
  ['CN', 'CHN', 'PRC'],
  ['RU', 'RUS', 'Russian Federation'],
  ['AE', 'ARE', 'UAE'],
  ['CZ', 'CZE', 'Czech Republic'],
  ['IN', 'IND'],
  ['TR', 'TUR', 'Turkey'],
];

const MOST_KNOWN = 1_000;
const known = new Map<string, string | null>();
const tables = new Map<string, ReadonlyMap<string, string>>();

/** ISO 3166 of a country as a record names it: its code, or its name in any of the usual languages; null when it is none. */
export function countryOf(named: string | null | undefined): string | null {
  const key = keyOf(named ?? '');
  if (key === '') return null;
  if (key.length === 2 && isSupportedCountry(key.toUpperCase())) return key.toUpperCase();
  const present = known.get(key);
  if (present !== undefined) return present;
  const found = OTHER_NAMES.find(([, ...names]) => names.some((name) => keyOf(name) === key))?.[0] ?? inSomeLanguage(key);
  if (known.size < MOST_KNOWN) known.set(key, found);
  return found;
}

const keyOf = (name: string): string => folded(name).replace(/[^\p{L}\p{M}]/gu, '');

function inSomeLanguage(key: string): string | null {
  for (const language of LANGUAGES) {
    const country = namesIn(language).get(key);
    if (country !== undefined) return country;
  }
  return null;
}

function namesIn(language: string): ReadonlyMap<string, string> {
  const present = tables.get(language);
  if (present !== undefined) return present;
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const table = new Map(getCountries().map((country) => [keyOf(names.of(country) ?? ''), country]));
  tables.set(language, table);
  return table;
}
