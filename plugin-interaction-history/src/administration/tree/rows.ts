import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { fold } from '@interaction-history/shared/src/reason-codes/tree';
import { indexOf } from '@interaction-history/shared/src/reason-codes/edit/position';

/** A line of the tree as it is shown. */
export interface TreeRow {
  code: ReasonCode;
  /** 1 at the top, as assistive technology counts. */
  level: number;
  position: number;
  siblings: number;
  hasChildren: boolean;
  isOpen: boolean;
  /** Reasons below that agents can choose. */
  choosable: number;
}

export interface RowOptions {
  open: ReadonlySet<string>;
  query: string;
  showRetired: boolean;
}

/** The lines to show, from the top. A search opens what leads to a match and shows nothing else. */
export function rowsOf(codes: readonly ReasonCode[], { open, query, showRetired }: RowOptions): TreeRow[] {
  const { children } = indexOf(codes);
  const counts = choosableBelow(codes);
  const found = query.trim() === '' ? null : matching(codes, query, showRetired);
  const rows: TreeRow[] = [];
  const visit = (parentId: string | null, level: number): void => {
    const shown = (children.get(parentId) ?? []).filter((code) => (found?.has(code.id) ?? true) && (showRetired || code.active));
    shown.forEach((code, index) => {
      const below = (children.get(code.id) ?? []).filter(
        (child) => (found?.has(child.id) ?? true) && (showRetired || child.active),
      );
      const isOpen = below.length > 0 && (found !== null || open.has(code.id));
      rows.push({
        code,
        level,
        position: index + 1,
        siblings: shown.length,
        hasChildren: below.length > 0,
        isOpen,
        choosable: counts.get(code.id) ?? 0,
      });
      if (isOpen) visit(code.id, level + 1);
    });
  };
  visit(null, 1);
  return rows;
}

/** Ids of codes that match, and of all that lead to them. */
function matching(codes: readonly ReasonCode[], query: string, showRetired: boolean): ReadonlySet<string> {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const { byId } = indexOf(codes);
  const found = new Set<string>();
  for (const code of codes) {
    if (!showRetired && !code.active) continue;
    const text = searchable(code);
    if (!words.every((word) => text.includes(word))) continue;
    for (let at: ReasonCode | undefined = code; at !== undefined && !found.has(at.id);) {
      found.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return found;
}

const texts = new WeakMap<ReasonCode, string>();
/** Labels of every locale and the reporting value, folded once a code. */
function searchable(code: ReasonCode): string {
  const known = texts.get(code);
  if (known !== undefined) return known;
  const text = fold([...Object.values(code.labels), code.reportingValue].join(' '));
  texts.set(code, text);
  return text;
}

const counted = new WeakMap<readonly ReasonCode[], ReadonlyMap<string, number>>();
/** Of every code, how many reasons below it agents can choose. */
export function choosableBelow(codes: readonly ReasonCode[]): ReadonlyMap<string, number> {
  const known = counted.get(codes);
  if (known !== undefined) return known;
  const { children } = indexOf(codes);
  const counts = new Map<string, number>();
  const count = (code: ReasonCode): number => {
    const below = children.get(code.id) ?? [];
    const sum = below.reduce((total, child) => total + count(child), 0);
    counts.set(code.id, sum);
    if (!code.active) return 0;
    return below.length === 0 ? 1 : sum;
  };
  for (const top of children.get(null) ?? []) count(top);
  counted.set(codes, counts);
  return counts;
}
