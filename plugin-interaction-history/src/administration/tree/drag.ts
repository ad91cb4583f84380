import * as React from 'react';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import {
  childrenOf,
  indexOf,
  withDescendants,
  type TreePosition,
} from '@interaction-history/shared/src/reason-codes/edit/position';
import { LINE_HEIGHT } from './TreeLine';

export interface DropTarget {
  id: string;
  at: 'before' | 'into' | 'after';
}

interface Drag {
  target: DropTarget | null;
  handlers: Pick<React.HTMLAttributes<HTMLElement>, 'onDragStart' | 'onDragOver' | 'onDragEnd' | 'onDrop' | 'onDragLeave'>;
}

/** Moving by mouse: the upper quarter of a line is before it, the lower quarter after it, the middle is into it. */
export function useDrag(codes: readonly ReasonCode[], onDrop: (id: string, place: TreePosition) => void): Drag {
  const [target, setTarget] = React.useState<DropTarget | null>(null);
  const dragged = React.useRef<string | null>(null);
  const end = (): void => {
    dragged.current = null;
    setTarget(null);
  };
  const targetOf = (event: React.DragEvent): DropTarget | null => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-code]') : null;
    const id = line?.dataset.code;
    if (line === null || id === undefined || dragged.current === null) return null;
    if (withDescendants(codes, dragged.current).some((code) => code.id === id)) return null;
    const part = (event.clientY - line.getBoundingClientRect().top) / LINE_HEIGHT;
    return { id, at: part < 0.25 ? 'before' : part > 0.75 ? 'after' : 'into' };
  };
  return {
    target,
    handlers: {
      onDragStart(event) {
        const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-code]') : null;
        dragged.current = line?.dataset.code ?? null;
        event.dataTransfer.effectAllowed = 'move';
        // Firefox drags only what carries something
        event.dataTransfer.setData('text/plain', '');
      },
      onDragOver(event) {
        const next = targetOf(event);
        if (next !== null) event.preventDefault();
        if (next?.id !== target?.id || next?.at !== target?.at) setTarget(next);
      },
      onDragLeave(event) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(null);
      },
      onDragEnd: end,
      onDrop(event) {
        const id = dragged.current;
        const on = targetOf(event);
        end();
        if (id === null || on === null) return;
        event.preventDefault();
        onDrop(id, placeOf(codes, on));
      },
    },
  };
}

export function placeOf(codes: readonly ReasonCode[], { id, at }: DropTarget): TreePosition {
  if (at === 'into') return { parentId: id, before: null };
  const parentId = indexOf(codes).byId.get(id)?.parentId ?? null;
  const siblings = childrenOf(codes, parentId);
  const next = siblings[siblings.findIndex((code) => code.id === id) + 1];
  return { parentId, before: at === 'before' ? id : (next?.id ?? null) };
}
