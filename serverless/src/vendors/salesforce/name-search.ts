import { isTelling, isWide, kanaForms, type Words } from '@interaction-history/shared/src/customers/search-text';
import { soqlLikeAround, soslPhrase, soslPhrasePrefix, soslPrefix, type Soql } from './soql';

/** Letters that are often written with an accent; Salesforce does not document that its search ignores one. */
const ACCENTABLE = /[aceinosuyz]/;
const FIRST_LETTERS: Record<string, string> = {
  a: 'áàâäãåā',
  c: 'çčć',
  e: 'éèêëēę',
  i: 'íìîïī',
  n: 'ñ',
  o: 'óòôöõøō',
  s: 'šśş',
  u: 'úùûüū',
  y: 'ý',
  z: 'žźż',
};
/** A search text beyond 4,000 characters loses its operators; eight words at most share it. */
const MAX_FORMS = 20;

/**
 * The text of a SOSL search for names that hold every word, as the beginning of a word, in any order. Finds too much; `rankOf` decides.
 * @param share of each word's forms, the word itself first: above 0, at most 1
 */
export function nameSearchText(words: Words, share = 1): Soql {
  const groups = words.filter(isTelling).map((word) => {
    const all = forms(word);
    return `(${all.slice(0, Math.ceil(all.length * share)).join(' OR ')})`;
  });
  return groups.join(' AND ') as Soql;
}

/** The text of a SOSL search for postal codes that begin so, wherever the stored one is cut: 1000005 finds 100-0005. */
export function postalCodeSearchText(code: string): Soql {
  const signs = [...code].slice(0, 12);
  const cut = signs
    .slice(1)
    .map((_, at) => soslPhrasePrefix(`${signs.slice(0, at + 1).join('')} ${signs.slice(at + 1).join('')}`));
  return [soslPrefix(code), ...cut].join(' OR ') as Soql;
}

/** A condition that a text field holds every word somewhere, whatever its accents, kana and width. */
export function holdsWords(field: Soql, words: Words): Soql {
  const conditions = words.map((word) => {
    const patterns = isWide(word)
      ? kanaForms(word).map((form) => soqlLikeAround(form, /^$/))
      : [soqlLikeAround(word, ACCENTABLE)];
    return `(${patterns.map((pattern) => `${field} LIKE ${pattern}`).join(' OR ')})`;
  });
  return conditions.join(' AND ') as Soql;
}

function forms(word: string): Soql[] {
  if (isWide(word)) return [...kanaForms(word).map(soslPrefix), ...cuts(word)];
  const rest = word.slice(1).replace(new RegExp(ACCENTABLE, 'g'), '?');
  const first = word.slice(0, 1);
  const loose = word.length < 3 ? [] : [first, ...(FIRST_LETTERS[first] ?? '')].map((letter) => soslPrefix(letter + rest));
  // O'Neill is two words to the index, one to whom types it without the apostrophe
  const parted = /^[odl]\w{3,}$/.test(word) ? [soslPhrasePrefix(`${first} ${word.slice(1)}`)] : [];
  return [...new Set([soslPrefix(word), soslPrefix(fullWidth(word)), ...parted, ...loose])].slice(0, MAX_FORMS);
}

/** 佐藤花子 typed as one word where the org holds 佐藤 花子: each place it may be cut. Salesforce refuses a term of one character. */
function cuts(word: string): Soql[] {
  const signs = [...word];
  if (signs.length > 8) return [];
  const letters = (part: string[]): number => part.filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length;
  return signs.flatMap((_, at) => {
    const [head, tail] = [signs.slice(0, at), signs.slice(at)];
    return letters(head) < 2 || letters(tail) < 2
      ? []
      : [`(${soslPhrase(head.join(''))} AND ${soslPrefix(tail.join(''))})` as Soql];
  });
}

const fullWidth = (word: string): string => word.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
