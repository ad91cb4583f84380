/**
 * The search index keeps letters as they were typed. What is asked for has no accents, so it is asked for again with a wildcard where
 * a script writes some: in sets by language, because a wildcard for every letter would find everybody.
 */
const SETS: readonly string[] = [
  // French, Spanish, Portuguese, German, the North, and what others share with them
  'aceinosuyz',
  // Polish; Czech and Slovak; Turkish; the Baltic; Vietnamese, Croatian, Icelandic
  'aceilnosuyz',
  'acdeilnorstuyz',
  'acgiosu',
  'aceghiklnrsuz',
  'adeiouy',
  // Greek, final sigma included; Cyrillic й ё ї ў; Arabic hamza, yeh, teh marbuta and the Persian letters
  'αεηιουωσ',
  'иеіу',
  'اويهك',
];

/** A word's first letter cannot be a wildcard: how else it may be written. */
const FIRST: Readonly<Record<string, string>> = {
  a: 'áàâäãåāăą',
  c: 'çčćĉ',
  d: 'đďð',
  e: 'éèêëēęěė',
  g: 'ğģġ',
  h: 'ħ',
  i: 'íìîïīıİ',
  k: 'ķ',
  l: 'łľļ',
  n: 'ñńňņ',
  o: 'óòôöõøōő',
  r: 'řŕ',
  s: 'śšşș',
  t: 'ťțţ',
  u: 'úùûüūůű',
  y: 'ý',
  z: 'žźż',
  α: 'ά',
  ε: 'έ',
  η: 'ή',
  ι: 'ίϊ',
  ο: 'ό',
  υ: 'ύϋ',
  ω: 'ώ',
  и: 'й',
  е: 'ё',
  і: 'ї',
  у: 'ў',
  ا: 'أإآٱ',
  و: 'ؤ',
  ي: 'یىئ',
  ك: 'ک',
};

/** Letters that folding makes two of: æ, ø as oe, ß, þ. */
const PAIRS: Readonly<Record<string, string>> = { ae: 'æ', oe: 'œ', ss: 'ß', th: 'þ' };

const ways = (letter: string): string[] => [letter, ...(FIRST[letter] ?? '')];

/** Salesforce wants two characters of a term: where all but the first may bear an accent, the second is spelled out in its ways. */
const telling = (first: string, rest: string, second: string): string[] =>
  /^\?+$/.test(rest) ? ways(second).map((letter) => first + letter + rest.slice(1)) : [first + rest];

/** Any letter that may bear an accent, in any language: for patterns that an index does not have to answer. */
export const ACCENTABLE = new RegExp(`[${[...new Set(SETS.join(''))].join('')}]`);

/**
 * Patterns, `?` for any one letter and never first, that the word's accented spellings meet; the likeliest first.
 * @param word as `folded` gives it
 */
export function spellings(word: string): string[] {
  const letters = [...word];
  const [first = '', second = ''] = letters;
  if (letters.length < 3) return ways(first).map((letter) => letter + second);
  const patterns = SETS.map((set) =>
    letters
      .slice(1)
      .map((letter) => (set.includes(letter) ? '?' : letter))
      .join(''),
  );
  const whole = [...new Set(patterns)].flatMap((rest) => ways(first).flatMap((letter) => telling(letter, rest, second)));
  const paired = Object.entries(PAIRS).flatMap(([pair, letter]) => {
    const at = word.indexOf(pair);
    return at < 0 ? [] : [(word.slice(0, at) + letter + word.slice(at + 2)).replace(/(?<!^)[aeiouyn]/g, '?')];
  });
  return [...paired, ...whole];
}
