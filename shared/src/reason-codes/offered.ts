import type { Channel } from '../caller/channel';
import type { ReasonCode, ReasonTree } from '../contract/reason-codes';
import { fold, labelOf } from './tree';

/** Where a code is offered: the task's queue and channel. */
export interface Scope {
  queueSid: string | null;
  channel: Channel;
}

/** A reason that can be chosen, with what a picker shows and a search runs over. */
export interface OfferedCode {
  code: ReasonCode;
  /** Labels from the root to the code, in the asked locale. */
  path: string[];
}

/**
 * The reasons an agent may choose for a task, in tree order: active leaves whose every ancestor is active, and which the
 * queue and channel limits of code and ancestors allow (RC-2). A code that has children, visible or not, groups and is no reason.
 */
export function offeredCodes(tree: ReasonTree, scope: Scope, locale: string): OfferedCode[] {
  const children = childrenOf(tree.codes);
  const offered: OfferedCode[] = [];
  const visit = (code: ReasonCode, path: string[], seen: ReadonlySet<string>): void => {
    if (!isVisible(code, scope) || seen.has(code.id)) return;
    const here = [...path, labelOf(code, locale)];
    const below = children.get(code.id) ?? [];
    if (below.length === 0) offered.push({ code, path: here });
    for (const child of below) visit(child, here, new Set([...seen, code.id]));
  };
  for (const root of children.get(null) ?? []) visit(root, [], new Set());
  return offered;
}

/**
 * Type-ahead over the whole path (RC-3): every word typed begins a word, or stands anywhere in CJK text, which has no spaces.
 * The more of the words a code's own label holds, the earlier it comes, before those found by an ancestor; tree order within each.
 */
export function searchCodes(offered: readonly OfferedCode[], query: string): OfferedCode[] {
  const words = wordsOf(query);
  if (words.length === 0) return [...offered];
  return offered
    .filter((option) => words.every((word) => occurs(searchedText(option).whole, word)))
    .map((option) => ({ option, rank: foundAbove(option, words) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

/** Those of a search's finds whose own label holds as many of the words typed as any: what was meant is among them. */
export function bestMatches(found: readonly OfferedCode[], query: string): OfferedCode[] {
  const [first] = found;
  const words = wordsOf(query);
  if (first === undefined || words.length === 0) return [...found];
  return found.filter((option) => foundAbove(option, words) === foundAbove(first, words));
}

const wordsOf = (query: string): string[] => fold(query).split(SEPARATORS).filter(Boolean);

/** How many of the words stand in an ancestor's label alone. */
const foundAbove = (option: OfferedCode, words: readonly string[]): number =>
  words.filter((word) => !occurs(searchedText(option).own, word)).length;

interface SearchedText {
  own: Folded;
  whole: Folded;
}
interface Folded {
  text: string;
  words: string[];
}
/** Folding costs more than comparing, and every key typed compares all: each code is folded once while its list lives. */
const searchedTexts = new WeakMap<OfferedCode, SearchedText>();

function searchedText(option: OfferedCode): SearchedText {
  const cached = searchedTexts.get(option);
  if (cached) return cached;
  const folded = (text: string): Folded => ({ text: fold(text), words: fold(text).split(SEPARATORS) });
  const made = { own: folded(option.path[option.path.length - 1] ?? ''), whole: folded(option.path.join(' ')) };
  searchedTexts.set(option, made);
  return made;
}

function occurs({ text, words }: Folded, word: string): boolean {
  return /[^\u0020-\u024f]/.test(word) ? text.includes(word) : words.some((part) => part.startsWith(word));
}

const SEPARATORS = /[\s/()‹›\-–,.&]+/;

const isVisible = (code: ReasonCode, { queueSid, channel }: Scope): boolean =>
  code.active &&
  (code.queues.length === 0 || (queueSid !== null && code.queues.includes(queueSid))) &&
  (code.channels.length === 0 || code.channels.includes(channel));

function childrenOf(codes: readonly ReasonCode[]): Map<string | null, ReasonCode[]> {
  const children = new Map<string | null, ReasonCode[]>();
  for (const code of codes) children.set(code.parentId, [...(children.get(code.parentId) ?? []), code]);
  for (const list of children.values()) list.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return children;
}
