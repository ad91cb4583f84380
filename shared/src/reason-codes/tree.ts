import { MAX_LEVELS } from '../limits';
import type { ReasonCode, ReasonTree } from '../contract/reason-codes';

/** What is wrong with a tree; `codeId` names the code to fix. */
export interface TreeIssue {
  codeId: string;
  problem: 'duplicate-id' | 'duplicate-reporting-value' | 'missing-parent' | 'cycle' | 'too-deep' | 'missing-english-label';
}

/**
 * Every rule a published tree obeys (RC-2): unique ids and reporting values, parents that exist, no cycle, MAX_LEVELS at most, an English
 * label. What is too deep is named once a branch, where it becomes so.
 */
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
  for (const [codeId, level] of levelsOf(byId, endless))
    if (level === MAX_LEVELS + 1) issues.push({ codeId, problem: 'too-deep' });
  return issues;
}

/** Code → its level, 1 at the top; of codes that lead to the top. */
function levelsOf(byId: ReadonlyMap<string, ReasonCode>, endless: ReadonlySet<string>): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const start of byId.values()) {
    if (endless.has(start.id)) continue;
    const way: string[] = [];
    let at: ReasonCode | undefined = start;
    while (at !== undefined && !levels.has(at.id)) {
      way.push(at.id);
      at = byId.get(at.parentId ?? '');
    }
    let level = at === undefined ? 0 : (levels.get(at.id) ?? 0);
    for (const id of way.reverse()) levels.set(id, (level += 1));
  }
  return levels;
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
