/**
 * How a search index may cut a field into tokens: each way yields one or more sequences, and a phrase matches inside one sequence.
 * Salesforce documents "separated by spaces or punctuation" and no more, so the product's search is tested against every plausible reading.
 */
export type Tokeniser = (text: string) => string[][];

/** As documented: every run of letters and digits is a token. Width is not folded. */
const punctuation: Tokeniser = (text) => [text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []];

/** As Unicode's word boundaries (UAX 29, rules WB11 and WB12) have it: `.` and `,` between digits do not separate: 415.555.0100 is one token. */
const wordBoundaries: Tokeniser = (text) => [
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}]+)*/gu) ?? [],
];

/** Tokens, and beside them all digits of the field run together: what an index does that knows what a phone number is. */
const phoneDigits: Tokeniser = (text) => [...punctuation(text), [text.replace(/\P{N}/gu, '')]];

/** An index cuts a text once, not at every search. */
function indexed(tokeniser: Tokeniser): Tokeniser {
  const known = new Map<string, string[][]>();
  return (text) => {
    const cut = known.get(text) ?? tokeniser(text);
    if (known.size >= 100_000) known.clear();
    known.set(text, cut);
    return cut;
  };
}

export const TOKENISERS = {
  punctuation: indexed(punctuation),
  wordBoundaries: indexed(wordBoundaries),
  phoneDigits: indexed(phoneDigits),
} as const;
export type TokeniserName = keyof typeof TOKENISERS;
