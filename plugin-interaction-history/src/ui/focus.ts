import * as React from 'react';
import { focusWhenShown } from './focus-when-shown';

/** Whether nothing has the focus: what had it is gone, or nothing had it yet. */
export const isFocusNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** The first element below `root` that one of the selectors names, in the order of the selectors. */
export function findFirst(root: Element | null, selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
}

/** Whether the focus may be put into our tab: it is nowhere, or in the tab on something that is not being typed into. */
export function focusIsFree(tab: Element | null): boolean {
  const active = document.activeElement;
  if (active === null || isFocusNowhere()) return true;
  return (tab?.contains(active) ?? false) && !active.matches('input, textarea, select, [contenteditable="true"]');
}

const served = new WeakSet<object>();

/**
 * Puts the focus where a request says, once: a tab drawn again later, or another task's, leaves the focus where it is.
 * @param request a new object each time
 */
export function useFocusRequest<F extends string>(
  request: { field: F; request: number },
  fields: Partial<Record<F, React.RefObject<HTMLElement>>>,
): void {
  const latest = React.useRef(fields);
  latest.current = fields;
  React.useEffect(() => {
    const field = latest.current[request.field];
    if (request.request === 0 || field === undefined || served.has(request)) return;
    served.add(request);
    focusWhenShown(() => field.current);
  }, [request]);
}

/**
 * Where an update takes away, or disables, what has the focus inside the element that gets the ref, the heir gets the focus:
 * otherwise it falls to the page, and a keyboard begins at its top again. For the component whose own drawing takes it away.
 * @param heir found after the update: the next item, or a heading with tabIndex -1
 */
export function useFocusHeir<E extends HTMLElement>(heir: () => HTMLElement | null): React.RefObject<E> {
  const within = React.useRef<E>(null);
  const holder = React.useRef<Element | null>(null);
  React.useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      holder.current = target instanceof Element && within.current?.contains(target) ? target : null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  React.useLayoutEffect(() => {
    const lost = holder.current;
    if (lost === null || (lost.isConnected && !lost.matches(':disabled'))) return;
    holder.current = null;
    if ([null, document.body, lost].includes(document.activeElement)) heir()?.focus();
  });
  return within;
}
