/**
 * How the query pane compares text (ID-8): case, accents, character width, apostrophes, and katakana against hiragana do not
 * matter. `master/name-index.sql` folds and cuts in the same way, so that the database's index finds what is accepted here.
 */

import { withoutInvisible } from '../text/invisible';

/** The words of a typed or stored text. */
export type Words = readonly string[];

/** Letters that no decomposition takes apart. */
const WHOLE_LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ς: 'σ',
  ħ: 'h',
  ŧ: 't',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};
/** Accents, Hebrew and Arabic vowel signs, hamza, tatweel, nukta: what people leave out. */
const MARKS_LEFT_OUT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u093c]/g;
const APOSTROPHES = /['`´‘’‛ʼʻʾʿ′՚׳ꞌ]/g;

/** Everything between words: ASCII and Latin-1 punctuation, general punctuation, CJK punctuation (々 and 〇 apart) and the middle dot. */
const SEPARATORS = /[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u3004\u3006\u3008-\u303F\u30FB]+/;
const WIDE = '\u2E80-\u9FFF\uAC00-\uFFFF';
const GAP_IN_WIDE = new RegExp(`(?<=[${WIDE}])[ \u3000\u30FB]+(?=[${WIDE}])`, 'gu');
const WHOLLY_WIDE = new RegExp(`^[${WIDE}]+$`, 'u');
const MAX_WORDS = 8;
/** Stands for an apostrophe while words are parted: no sign of any text. */
const HELD = '\ue000';

/** What no field can hold (NUL, half a surrogate pair) is a gap; Unicode's compatibility forms are their plain ones. */
export const plain = (text: string): string =>
  withoutInvisible(text.replace(/\0|\p{Surrogate}/gu, ' '))
    .normalize('NFKC')
    .trim();

export function folded(text: string): string {
  // Compatibility forms of these three begin with a space, which would part a word
  return plain(text.replaceAll('´', '').replaceAll('゛', '\u3099').replaceAll('゜', '\u309a'))
    .normalize('NFKD')
    .replace(MARKS_LEFT_OUT, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœþøłđðıςħŧٱىیکة]/g, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** The words somebody typed, folded, in their order; each has to be found, in any order. */
export const typedWords = (text: string): Words => folded(text).split(SEPARATORS).filter(Boolean).slice(0, MAX_WORDS);

/** The words of a stored text. Spaces between CJK characters go: 山本 彩 is found as 山本彩, too. */
export const storedWords = (text: string): Words => folded(text).replace(GAP_IN_WIDE, '').split(SEPARATORS).filter(Boolean);

/** The words as they were typed, in lower case, each beside the folded one of `typedWords`: a source that does not fold is asked for both. */
export const spelledWords = (text: string): string[] =>
  plain(text.replaceAll('´', "'"))
    .toLowerCase()
    .replace(APOSTROPHES, HELD)
    .split(SEPARATORS)
    .map((word) => word.replaceAll(HELD, "'"))
    .filter((word) => typedWords(word).length > 0)
    .slice(0, MAX_WORDS);

/** 林 太郎 stored given name first, as an address book of the West has it: 太郎林 and 林太郎 are both the person. */
const swapped = (text: string): string[] => {
  const parts = folded(text).split(GAP_IN_WIDE);
  return parts.length === 2 && parts.every((part) => WHOLLY_WIDE.test(part)) ? [parts.reverse().join('')] : [];
};

/** Scripts where one character may be a word; their texts often have no spaces. */
export const isWide = (word: string): boolean => /[^\u0000-\u058f]/.test(word);

/** Whether a search for this word alone would not return everybody: two letters or digits, or one CJK character. */
export const isTelling = (word: string): boolean =>
  (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2 ||
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word);

/** Letters and digits alone: customer numbers and postal codes, which people punctuate as they like. */
export const code = (text: string): string =>
  typedWords(text)
    .join('')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/**
 * How well a stored text holds the typed words: 0 it is these words, 1 all are words of it, 2 all begin a word, 3 all stand
 * somewhere; null when one does not.
 */
export function textRank(stored: string | null, typed: Words): number | null {
  if (stored === null) return null;
  const words = storedWords(stored);
  const all = [...words, ...swapped(stored)];
  const ranks = typed.map((one) => {
    if (all.includes(one)) return 1;
    if (all.some((word) => word.startsWith(one))) return 2;
    // Inside a word, one or two letters stand everywhere
    return (one.length > 2 || isWide(one)) && all.some((word) => word.includes(one)) ? 3 : null;
  });
  if (ranks.includes(null)) return null;
  const worst = Math.max(0, ...ranks.map((rank) => rank ?? 0));
  return worst === 1 && words.length === typed.length ? 0 : worst;
}

/** The keys of `interaction_history_text_keys` that a text which holds the word has, all of them. */
export function indexKeys(word: string): string[] {
  const signs = [...word];
  const runs = (length: number): string[] =>
    Array.from({ length: Math.max(1, signs.length - length + 1) }, (_, at) => signs.slice(at, at + length).join(''));
  if (isWide(word)) return runs(signs.length === 1 ? 1 : 2);
  return word.length < 3 ? [`^${word}`] : runs(3);
}

/** A word in hiragana, katakana and half-width katakana, as sources that do not fold may hold it; the word alone when it has no kana. */
export function kanaForms(word: string): string[] {
  const shifted = (text: string, range: RegExp, by: number): string =>
    text.replace(range, (kana) => String.fromCharCode(kana.charCodeAt(0) + by));
  const katakana = shifted(word, /[\u3041-\u3096]/g, 0x60);
  const hiragana = shifted(word, /[\u30A1-\u30F6]/g, -0x60);
  return [...new Set([word, katakana, hiragana, halfWidth(katakana)])];
}

const HALF_WIDTH = new Map(
  Array.from({ length: 0xff9d - 0xff66 + 1 }, (_, at) => {
    const half = String.fromCharCode(0xff66 + at);
    return [half.normalize('NFKC'), half] as const;
  }),
);
const MARKS: Record<string, string> = { '\u3099': '\uFF9E', '\u309A': '\uFF9F' };

function halfWidth(katakana: string): string {
  return [...katakana.normalize('NFD')].map((sign) => MARKS[sign] ?? HALF_WIDTH.get(sign) ?? sign).join('');
}
