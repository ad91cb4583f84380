import type { ReasonCode } from '../../contract/reason-codes';

/** Where a code goes: under a parent (null: the top), before a sibling (null: last). */
export interface TreePosition {
  parentId: string | null;
  before: string | null;
}

/** A tree read many times between two edits. */
export interface TreeIndex {
  byId: ReadonlyMap<string, ReasonCode>;
  /** Children in the order that agents see; null holds the top level. */
  children: ReadonlyMap<string | null, readonly ReasonCode[]>;
}

const indexes = new WeakMap<readonly ReasonCode[], TreeIndex>();

/** The tree's index, made once for each list: editing never changes a list, it makes a new one. */
export function indexOf(codes: readonly ReasonCode[]): TreeIndex {
  const known = indexes.get(codes);
  if (known !== undefined) return known;
  const children = new Map<string | null, ReasonCode[]>();
  for (const code of codes) {
    const siblings = children.get(code.parentId);
    if (siblings === undefined) children.set(code.parentId, [code]);
    else siblings.push(code);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const index = { byId: new Map(codes.map((code) => [code.id, code])), children };
  indexes.set(codes, index);
  return index;
}

export const childrenOf = (codes: readonly ReasonCode[], parentId: string | null): readonly ReasonCode[] =>
  indexOf(codes).children.get(parentId) ?? [];

/** The code and everything below it, parents first. */
export function withDescendants(codes: readonly ReasonCode[], id: string): ReasonCode[] {
  const { byId } = indexOf(codes);
  const code = byId.get(id);
  if (code === undefined) return [];
  const found = [code];
  for (const each of found) found.push(...childrenOf(codes, each.id));
  return found;
}

/** Codes from the top to this one; empty when there is none of this id. */
export function pathTo(codes: readonly ReasonCode[], id: string): ReasonCode[] {
  const { byId } = indexOf(codes);
  const path: ReasonCode[] = [];
  for (let code = byId.get(id); code !== undefined && !path.includes(code);) {
    path.unshift(code);
    code = code.parentId === null ? undefined : byId.get(code.parentId);
  }
  return path;
}

export type Direction = 'up' | 'down' | 'in' | 'out';

/**
 * Where a key takes a code: up and down pass one sibling, in makes it the last child of the sibling above, out puts it right
 * after its parent. Null where there is nowhere to go.
 * @param isShown siblings that are hidden are passed over, or the key would seem to do nothing
 */
export function placeTowards(
  codes: readonly ReasonCode[],
  id: string,
  direction: Direction,
  isShown: (code: ReasonCode) => boolean = () => true,
): TreePosition | null {
  const { byId } = indexOf(codes);
  const code = byId.get(id);
  if (code === undefined) return null;
  const siblings = childrenOf(codes, code.parentId);
  const at = siblings.indexOf(code);
  const above = [...siblings.slice(0, at)].reverse().find(isShown);
  switch (direction) {
    case 'up':
      return above === undefined ? null : { parentId: code.parentId, before: above.id };
    case 'down': {
      const below = siblings.findIndex((sibling, index) => index > at && isShown(sibling));
      return below < 0 ? null : { parentId: code.parentId, before: siblings[below + 1]?.id ?? null };
    }
    case 'in':
      return above === undefined ? null : { parentId: above.id, before: null };
    case 'out': {
      const parent = code.parentId === null ? undefined : byId.get(code.parentId);
      if (parent === undefined) return null;
      const aunts = childrenOf(codes, parent.parentId);
      return { parentId: parent.parentId, before: aunts[aunts.indexOf(parent) + 1]?.id ?? null };
    }
  }
}
