/**
 * The one place where text becomes part of a SOQL or SOSL query. jsforce's own builder escapes the quote but not the
 * backslash, so that `\'` breaks out of its literals.
 */

/** A query text made by this module: what only these functions return cannot be a bare string from elsewhere. */
declare const escaped: unique symbol;
export type Soql = string & { readonly [escaped]: true };

const CONTROL: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** A quoted string literal (SOQL reference, "Quoted string escape sequences"). */
export function soqlText(value: string): Soql {
  return `'${clean(value)
    .replace(/[\\'"]/g, '\\$&')
    .replace(/[\n\r\t\b\f]/g, (sign) => CONTROL[sign] ?? '')}'` as Soql;
}

/** Text to be found literally inside a LIKE pattern: `%` and `_` lose their meaning. Not quoted: it is for `soqlLike`. */
function likeText(value: string): string {
  return clean(value)
    .replace(/[\\'"%_]/g, '\\$&')
    .replace(/[\n\r\t\b\f]/g, (sign) => CONTROL[sign] ?? '');
}

/** A LIKE pattern that holds the pieces in this order, with anything before, between and after: `'%a%b%'`. */
export function soqlLike(pieces: readonly string[]): Soql {
  return `'%${pieces.map(likeText).join('%')}%'` as Soql;
}

/** A LIKE pattern for values that start with the text. */
export function soqlStartsWith(value: string): Soql {
  return `'${likeText(value)}%'` as Soql;
}

/** A LIKE pattern that holds the word with any single character where `open` matches, for letters that may bear an accent. */
export function soqlLikeAround(word: string, open: RegExp): Soql {
  return `'%${[...word].map((sign) => (open.test(sign) ? '_' : likeText(sign))).join('')}%'` as Soql;
}

/** A LIKE pattern for values that start with the pieces in this order: `'C%20714%'`; the first piece keeps the index in use. */
export function soqlStartsWithPieces(pieces: readonly string[]): Soql {
  return `'${pieces.map(likeText).join('%')}%'` as Soql;
}

/** `('a','b')` for IN. @throws RangeError when empty: SOQL has no empty list */
export function soqlList(values: readonly string[]): Soql {
  if (values.length === 0) throw new RangeError('IN needs a value');
  return `(${values.map(soqlText).join(',')})` as Soql;
}

/** A dateTime literal: not quoted, always UTC. */
export function soqlInstant(epochMs: number): Soql {
  return new Date(epochMs).toISOString() as Soql;
}

/** A date literal: the day of an instant in ISO 8601, not quoted. @throws RangeError when it is none */
export function soqlDay(instant: string): Soql {
  return new Date(instant).toISOString().slice(0, 10) as Soql;
}

/** A field or object name from configuration, possibly with relationships. @throws RangeError when it is none */
export function soqlName(name: string): Soql {
  if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(name)) throw new RangeError('not the name of a field');
  return name as Soql;
}

/** A SOSL phrase: its words in this order, side by side. All of SOSL's reserved characters are escaped. */
export function soslPhrase(text: string): Soql {
  return `"${clean(text)
    .replace(/[&|!(){}[\]^"~*?:\\'+-]/g, '\\$&')
    .replace(/\s+/g, ' ')}"` as Soql;
}

/** A phrase whose last word need only begin so; a wildcard means one inside quotes as well (Salesforce help 000387524). */
export function soslPhrasePrefix(text: string): Soql {
  return soslPhrase(text).replace(/"$/, '*"') as Soql;
}

/** One word and what it begins, `?` where any character may stand but never first. Of anything that is no letter or digit nothing is left. */
export function soslPrefix(word: string): Soql {
  return `${clean(word)
    .replace(/[^\p{L}\p{M}\p{N}?]/gu, '')
    .replace(/^\?+/, '')}*` as Soql;
}

/** What no field can hold (NUL, half a surrogate pair) goes; the two Unicode line separators, which SOQL has no escape for, are spaces. */
const clean = (value: string): string =>
  value
    .replaceAll('\0', '')
    .replace(/[\u2028\u2029]/g, ' ')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
