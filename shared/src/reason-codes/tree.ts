import type { Channel } from '../caller/channel';
import type { ReasonCode, ReasonTree } from '../contract/reason-codes';

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

/** What is wrong with a tree; `codeId` names the code to mend. */
export interface TreeIssue {
  codeId: string;
  problem: 'duplicate-id' | 'duplicate-reporting-value' | 'missing-parent' | 'cycle' | 'missing-english-label';
}

/** Every rule a published tree obeys (RC-2): unique ids and reporting values, parents that exist, no cycle, an English label. */
export function treeIssues(codes: readonly ReasonCode[]): TreeIssue[] {
  const issues: TreeIssue[] = [];
  const byId = new Map<string, ReasonCode>();
  const values = new Set<string>();
  for (const code of codes) {
    if (byId.has(code.id)) issues.push({ codeId: code.id, problem: 'duplicate-id' });
    else byId.set(code.id, code);
    if (values.has(code.reportingValue)) issues.push({ codeId: code.id, problem: 'duplicate-reporting-value' });
    values.add(code.reportingValue);
    if (!code.labels.en?.trim()) issues.push({ codeId: code.id, problem: 'missing-english-label' });
  }
  const endless = endlessWays(byId);
  for (const code of codes) {
    if (code.parentId !== null && !byId.has(code.parentId)) issues.push({ codeId: code.id, problem: 'missing-parent' });
    else if (endless.has(byId.get(code.id) === code ? code.id : (code.parentId ?? ''))) {
      issues.push({ codeId: code.id, problem: 'cycle' });
    }
  }
  return issues;
}

/** Codes whose way up never reaches the top, found in one walk: a file may hold 2,000 codes, each below the one before. */
function endlessWays(byId: ReadonlyMap<string, ReasonCode>): ReadonlySet<string> {
  const verdicts = new Map<string, boolean>();
  for (const start of byId.values()) {
    const way = new Set<string>();
    let at: ReasonCode | undefined = start;
    while (at !== undefined && !way.has(at.id) && !verdicts.has(at.id)) {
      way.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
    const isEndless = at !== undefined && (verdicts.get(at.id) ?? true);
    for (const id of way) verdicts.set(id, isEndless);
  }
  return new Set([...verdicts].flatMap(([id, isEndless]) => (isEndless ? [id] : [])));
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

/** Labels from the root to the code; empty when the tree has no such code. */
export function pathLabels(tree: ReasonTree, codeId: string, locale: string): string[] {
  return ancestry(tree, codeId).map((code) => labelOf(code, locale));
}

/** The codes from the root to this one; empty when the tree has no such code. */
export function ancestry(tree: ReasonTree, codeId: string): ReasonCode[] {
  const byId = new Map(tree.codes.map((code) => [code.id, code]));
  const code = byId.get(codeId);
  return code ? lineage(byId, code) : [];
}

/** Every locale's path, frozen into an interaction so that a rename never changes the past (AD-4). */
export function pathInEveryLocale(tree: ReasonTree, codeId: string): Record<string, string[]> {
  const path = ancestry(tree, codeId);
  const locales = new Set(path.flatMap((code) => Object.keys(code.labels)));
  return Object.fromEntries([...locales].map((locale) => [locale, path.map((code) => labelOf(code, locale))]));
}

/**
 * Type-ahead over the whole path (RC-3): every word typed begins a word, or stands anywhere in CJK text, which has no spaces.
 * Codes whose own label matches come before those matched by an ancestor alone; tree order within each.
 */
export function searchCodes(offered: readonly OfferedCode[], query: string): OfferedCode[] {
  const words = fold(query).split(SEPARATORS).filter(Boolean);
  if (words.length === 0) return [...offered];
  const ranked = offered.flatMap((offer) => {
    const { own, whole } = searchedText(offer);
    if (!words.every((word) => occurs(whole, word))) return [];
    return [{ offer, rank: words.some((word) => occurs(own, word)) ? 0 : 1 }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

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

function searchedText(offer: OfferedCode): SearchedText {
  const known = searchedTexts.get(offer);
  if (known) return known;
  const folded = (text: string): Folded => ({ text: fold(text), words: fold(text).split(SEPARATORS) });
  const made = { own: folded(offer.path[offer.path.length - 1] ?? ''), whole: folded(offer.path.join(' ')) };
  searchedTexts.set(offer, made);
  return made;
}

/** A label in the locale, in its language, else in English. */
export function labelOf(code: Pick<ReasonCode, 'id' | 'labels'>, locale: string): string {
  return code.labels[locale] ?? code.labels[locale.split('-')[0] ?? locale] ?? code.labels.en ?? code.id;
}

/** Case, accents and character width do not matter in a search. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim();
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

function lineage(byId: ReadonlyMap<string, ReasonCode>, code: ReasonCode): ReasonCode[] {
  const path = [code];
  const seen = new Set([code.id]);
  for (let parentId = code.parentId; parentId !== null;) {
    const parent = byId.get(parentId);
    if (parent === undefined) break;
    if (seen.has(parent.id)) break;
    seen.add(parent.id);
    path.unshift(parent);
    parentId = parent.parentId;
  }
  return path;
}
