import { oneForm } from './equal-forms';
import { plainDigits } from './plain-digits';
import { readNumber, regionOf, withoutExtension, type Reading } from './read-number';

/** Whose national notations a field may hold; ISO 3166 each. */
export interface Notation {
  /** The configured region. */
  home: string;
  /** The record's own country, where it says one. */
  own?: string | null;
  /** The region of the number that is looked for. */
  sought?: string | null;
}

/**
 * The E.164 numbers that a phone field holds, in whatever notation, one or several (ID-4), each in its one form. A field that reads
 * as one valid number is one number and its parts are none (ID-16). A national notation is read in the record's own country, else
 * at home, else in the region of the number sought; away from home only where it is written whole, trunk prefix included.
 */
export function storedPhones(field: string, { home, own, sought }: Notation): string[] {
  return numbersIn(withoutExtension(plainDigits(field)), reader(home), regions(own, home, sought));
}

/** Whether a field holds the number: with its own country unknown, the sought number's region counts as much as home does. */
export function holdsPhone(field: string, e164: string, { home, own }: Omit<Notation, 'sought'>): boolean {
  const one = oneForm(e164);
  if (!mayHold(field, one)) return false;
  const sought = regionOf(one);
  const [text, readIn] = [withoutExtension(plainDigits(field)), reader(home)];
  if (numbersIn(text, readIn, regions(own, home, sought)).includes(one)) return true;
  return sought !== home && numbersIn(text, readIn, regions(own, sought)).includes(one);
}

/** Every form of a number ends alike; most fields hold another, and reading one takes a hundred times longer. */
const mayHold = (field: string, e164: string): boolean =>
  /[a-z]/i.test(field) || plainDigits(field).replace(/\D/g, '').includes(e164.slice(-4));

const regions = (...named: (string | null | undefined)[]): string[] => [
  ...new Set(named.filter((region): region is string => typeof region === 'string')),
];

type Reader = (text: string) => Reading | null;

/** Words between numbers; letters that hang on digits by a hyphen may be keys: 1-800-FLOWERS. */
const WORDS = /(?:^|(?<=[\s\d:;,.()]))\p{L}{2,}(?:\s+\p{L}+)*[.:]*(?=[\s\d(+]|$)/gu;
/** Never inside a number, however it is grouped. */
const APART = /[;|\n\r\t&、，；]+|,/u;
/** Mostly between numbers, sometimes inside one: `0171/89123456`. */
const LOOSE = /[/\\]|\s{2,}|\s[-–—]\s/;

type Among = (text: string, region: string) => Reading | null;

/** Reads each text in each region once, however often it is asked for: reading is dear. */
function reader(home: string): Among {
  const known = new Map<string, Reading | null>();
  return (text, region) => {
    const key = `${region}:${text}`;
    if (!known.has(key)) {
      const reading = readNumber(text, region);
      known.set(key, reading !== null && (region === home || reading.complete) ? reading : null);
    }
    return known.get(key) ?? null;
  };
}

function numbersIn(text: string, readIn: Among, among: readonly string[]): string[] {
  const read: Reader = (part) => {
    let possible: Reading | null = null;
    for (const region of among) {
      const reading = readIn(part, region);
      if (reading?.valid === true) return reading;
      possible ??= reading;
    }
    return possible;
  };
  const found = text.split(WORDS).flatMap((piece) => inPiece(piece, read));
  // 1 800 GO FEDEX: words are digits only where there is no number without them
  const spelled = found.length === 0 ? read(text) : null;
  return [...new Set((spelled === null ? found : [spelled]).map(({ e164 }) => e164))];
}

/** Numbers that are only of the right length count where the piece holds no valid one. */
function inPiece(piece: string, read: Reader): Reading[] {
  if (!/\d{2}/.test(piece)) return [];
  const apart = piece.split(APART).filter((part) => /\d/.test(part));
  const parts = apart.length > 1 ? apart : piece.split(LOOSE).filter((part) => /\d/.test(part));
  const each = parts.length > 1 ? parts.map(read) : [];
  // Two short German numbers side by side are as long as one may be
  if (each.length > 1 && each.every(isWhole)) return each;
  const whole = read(piece);
  if (whole?.valid === true) return [whole];
  const covering = cover(piece, read);
  if (covering !== null) return covering;
  const inParts = parts.length > 1 ? parts.flatMap((part) => inPiece(part, read)) : [];
  const valid = inParts.filter((one) => one.valid);
  if (valid.length > 0) return valid;
  return whole === null ? inParts : [whole];
}

const isWhole = (reading: Reading | null): reading is Reading => reading?.valid === true && reading.complete;

/** More runs of digits than this are no phone numbers, and would take long. */
const MOST_RUNS = 24;
/** Digits of the shortest number that is recognised among others. */
const LEAST_DIGITS = 6;

/**
 * Cuts a text of several numbers so that every digit belongs to a valid one: where people part numbers rather than inside
 * their groups. Null when there is no such cut.
 */
function cover(text: string, read: Reader): Reading[] | null {
  const runs = [...text.matchAll(/[+(]*\d+/g)].map((run) => ({ at: run.index, text: run[0] }));
  if (runs.length === 0 || runs.length > MOST_RUNS) return null;
  const gapBefore = (at: number): string => {
    const [before, run] = [runs[at - 1], runs[at]];
    return before === undefined || run === undefined ? '' : text.slice(before.at + before.text.length, run.at);
  };
  interface Cut {
    cost: number;
    numbers: Reading[];
  }
  const best: (Cut | null)[] = [{ cost: 0, numbers: [] }];
  for (let end = 1; end <= runs.length; end++) {
    best[end] = null;
    for (let from = end - 1; from >= 0; from--) {
      const [first, before, after] = [runs[from], best[from] ?? null, runs[end]];
      if (from < end - 1 && runs[from + 1]?.text.includes('+')) break;
      if (first === undefined || before === null) continue;
      const span = text.slice(first.at, after?.at).replace(/\D+$/, '');
      const digits = span.replace(/\D/g, '').length;
      if (digits < LEAST_DIGITS) continue;
      if (digits > 20) break;
      const reading = read(span);
      if (reading?.valid !== true) continue;
      const inside = Array.from({ length: end - from - 1 }, (_, gap) =>
        Number(LOOSE.test(gapBefore(from + 1 + gap)) || APART.test(gapBefore(from + 1 + gap))),
      );
      const cost =
        before.cost +
        cutCost(from === 0 ? null : gapBefore(from), first.text) +
        inside.reduce((sum, one) => sum + one, 0) +
        unlike(before.numbers.at(-1), reading) +
        (reading.complete ? 0 : 2);
      const present = best[end];
      if (cost < (present?.cost ?? Infinity)) best[end] = { cost, numbers: [...before.numbers, reading] };
    }
  }
  return best[runs.length]?.numbers ?? null;
}

/** Two numbers of one field are mostly of one length: of two cuts that are as good the more even one. */
const unlike = (one: Reading | undefined, other: Reading): number =>
  one === undefined ? 0 : Math.min(0.5, Math.abs(one.e164.length - other.e164.length) / 10);

/** How unlikely it is that one number ends and another begins here. */
function cutCost(gap: string | null, next: string): number {
  if (gap === null || next.includes('+') || APART.test(gap) || LOOSE.test(gap)) return 0;
  if (next.startsWith('(') || next.startsWith('0')) return 1;
  return /\s/.test(gap) ? 2 : 4;
}
