import { isTelling, isWide, kanaForms, type Words } from '@interaction-history/shared/src/customers/search-text';
import { ACCENTABLE, spellings } from './spellings';
import { soqlLikeAround, soqlStartsWith, soslPhrase, soslPhrasePrefix, soslPrefix, type Soql } from './soql';

/** Beyond 4,000 characters a search text loses its operators (SOSL reference); letters beyond ASCII are up to nine in the request. */
const MAX_TEXT = 3_600;
const MAX_ENCODED = 11_000;
/** Signs of the longest name that is cut. */
const MAX_CUT = 10;
const WITHOUT_SPACES = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々\uff70\uff9e\uff9f]+$/u;

/**
 * The text of a SOSL search for names that hold every word, as the beginning of a word, in any order. Finds too much; `rankOf`
 * decides. Salesforce refuses a term of one character, so such a word is left to the others.
 * @param options.spelled the words as they were typed, where that is known
 * @param options.share of each word's forms, the word itself first: above 0, at most 1
 * @returns null where every word is of one character: see `shortNameCondition`
 */
export function nameSearchText(words: Words, options: { spelled?: readonly string[]; share?: number } = {}): Soql | null {
  const { spelled = [], share = 1 } = options;
  const asked = words
    .map((word, at) => ({ word, typed: spelled[at] ?? word }))
    .filter(({ word }) => isTelling(word) && !isShort(word));
  const groups = asked.map(({ word, typed }) => {
    const all = fitting(forms(word, typed), asked.length);
    return `(${all.slice(0, Math.ceil(all.length * share)).join(' OR ')})`;
  });
  // 佐藤 花子 may stand there as one word, and so may 林 太郎, in either order
  const joined =
    groups.length > 0 && words.length > 1 && words.length < 4 && words.every(isWide)
      ? [words, [...words].reverse()].map((order) => soslPrefix(order.join('')))
      : [];
  const all = [
    ...(groups.length === 0 ? [] : [groups.length === 1 ? (groups[0] ?? '') : `(${groups.join(' AND ')})`]),
    ...joined,
  ];
  return all.length === 0 ? null : (all.join(' OR ') as Soql);
}

/** One character: a family name in Chinese, Japanese and Korean, a term that SOSL refuses. */
const isShort = (word: string): boolean => (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 2;

/** For names of one character: fields that begin with each of the words, by their index. @param fields any of which may */
export function shortNameCondition(words: Words, fields: readonly Soql[]): Soql {
  const begins = (text: string): string =>
    fields.flatMap((field) => kanaForms(text).map((form) => `${field} LIKE ${soqlStartsWith(form)}`)).join(' OR ');
  const each = words.filter(isTelling).map((word) => `(${begins(word)})`);
  const joined = each.length < 2 ? [] : [words, [...words].reverse()].map((order) => begins(order.join('')));
  return `(${[`(${each.join(' AND ')})`, ...joined].join(' OR ')})` as Soql;
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
    const likes = kanaForms(word).map((form) => soqlLikeAround(form, ACCENTABLE));
    const paired = word.replace(/ae|oe|ss|th/, 'a');
    if (paired !== word) likes.push(soqlLikeAround(paired, ACCENTABLE));
    // O'Neill and O’Neill, typed without the apostrophe
    if (!isWide(word) && word.length > 3) likes.push(soqlLikeAround(word, ACCENTABLE).replace(/^'%(.)/, "'%$1%") as Soql);
    return `(${likes.map((pattern) => `${field} LIKE ${pattern}`).join(' OR ')})`;
  });
  return conditions.join(' AND ') as Soql;
}

/** As many as a search of so many words has room for, the likeliest first. */
function fitting(terms: readonly Soql[], words: number): Soql[] {
  let [text, encoded] = [0, 0];
  return [...new Set(terms)].filter((term) => {
    if (isShort(term)) return false;
    text += term.length + 4;
    encoded += encodeURIComponent(term).length + 8;
    return text <= MAX_TEXT / words && encoded <= MAX_ENCODED / words;
  });
}

function forms(word: string, typed: string): Soql[] {
  const asTyped = typed.includes("'") ? soslPhrasePrefix(typed.replaceAll("'", ' ').trim()) : soslPrefix(typed);
  const plain = [asTyped, ...kanaForms(word).map(soslPrefix), soslPrefix(fullWidth(word))];
  // O'Neill is two words to the index, one to whom types it without the apostrophe
  const parted =
    isWide(word) || word.length < 4
      ? []
      : [1, 2].flatMap((at) =>
          [
            word,
            ...spellings(word.slice(at))
              .slice(0, 1)
              .map((rest) => word.slice(0, at) + rest),
          ].map((one) => soslPhrasePattern(`${one.slice(0, at)} ${one.slice(at)}`)),
        );
  const loose = spellings(word).map(soslPrefix);
  return [...plain, ...kanaForms(word).flatMap(cuts), ...parted.slice(0, 2), ...loose, ...parted.slice(2)];
}

/** A phrase whose last word need only begin so, `?` where any letter may stand. */
const soslPhrasePattern = (text: string): Soql => soslPhrasePrefix(text).replaceAll('\\?', '?') as Soql;

/** 佐藤花子 typed as one word where the org holds 佐藤 花子 or 花子 佐藤: each place it may be cut. */
function cuts(word: string): Soql[] {
  const signs = [...word];
  if (signs.length > MAX_CUT || !WITHOUT_SPACES.test(word)) return [];
  return signs.slice(1).flatMap((_, before) => {
    const [head, tail] = [signs.slice(0, before + 1).join(''), signs.slice(before + 1).join('')];
    // A part of one character is no term of its own, but it may stand in a phrase
    if (isShort(head) || isShort(tail)) return [soslPhrasePrefix(`${head} ${tail}`), soslPhrase(`${tail} ${head}`)];
    return [`(${soslPhrase(head)} AND ${soslPrefix(tail)})` as Soql];
  });
}

const fullWidth = (word: string): string => word.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
