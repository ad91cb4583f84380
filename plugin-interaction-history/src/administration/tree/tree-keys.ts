import type * as React from 'react';
import { fold, labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import type { TreeViewModel } from './tree-view';

/** Letters typed within this time are one word to look for. */
const TYPED_TOGETHER_MS = 700;
const A_PAGE = 12;

/** The keys of a tree (WAI-ARIA authoring practices), and those of an editor: F2, Insert, Delete, Alt with the arrows. */
export function createTreeKeys(
  tree: TreeViewModel,
  locale: string,
  now: () => number = Date.now,
): (event: React.KeyboardEvent) => void {
  let typed = { text: '', at: 0 };

  /** The next line that begins so, from here round to here again. */
  const findLine = (letter: string): void => {
    const rows = tree.rows();
    const isGoingOn = now() - typed.at < TYPED_TOGETHER_MS;
    typed = { text: (isGoingOn ? typed.text : '') + letter, at: now() };
    const from = rows.findIndex(({ code }) => code.id === tree.view.get().selected);
    const start = isGoingOn ? from : from + 1;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[(start + i + rows.length) % rows.length];
      if (row !== undefined && fold(labelOf(row.code, locale)).startsWith(fold(typed.text)))
        return tree.select(row.code.id, true);
    }
  };

  return (event) => {
    const rows = tree.rows();
    const at = rows.findIndex(({ code }) => code.id === tree.view.get().selected);
    const row = rows[at];
    const go = (index: number): void => {
      const target = rows[Math.max(0, Math.min(index, rows.length - 1))];
      if (target !== undefined) tree.select(target.code.id, true);
    };
    const { key, altKey, shiftKey } = event;
    const isTyping = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !altKey;
    if (event.ctrlKey || event.metaKey) return;
    if (altKey) {
      const directions = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' } as const;
      if (!(key in directions)) return;
      tree.move(directions[key as keyof typeof directions]);
    } else if (key === 'ArrowDown') go(at + 1);
    else if (key === 'ArrowUp') go(at - 1);
    else if (key === 'Home') go(0);
    else if (key === 'End') go(rows.length - 1);
    else if (key === 'PageDown') go(at + A_PAGE);
    else if (key === 'PageUp') go(at - A_PAGE);
    else if (key === 'ArrowRight') {
      if (row?.hasChildren && !row.isOpen) tree.setOpen(row.code.id, true);
      else if (row?.isOpen) go(at + 1);
    } else if (key === 'ArrowLeft') {
      if (row?.isOpen && tree.view.get().query === '') tree.setOpen(row.code.id, false);
      else if (row !== undefined && row.code.parentId !== null) tree.select(row.code.parentId, true);
    } else if (key === 'F2' && row !== undefined) tree.rename(row.code.id);
    else if (key === 'Insert') tree.add(shiftKey ? 'inside' : 'after');
    else if (key === 'Delete' && row !== undefined) tree.retire(row.code.id);
    else if ((key === 'Enter' || key === ' ') && row?.hasChildren) tree.setOpen(row.code.id, !row.isOpen);
    else if (isTyping) findLine(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
