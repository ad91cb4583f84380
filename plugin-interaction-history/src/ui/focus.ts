import * as React from 'react';
import { focusWhenShown } from './focus-when-shown';

/** Whether the focus may be put into our tab: it is nowhere, or in the tab on something that is not being typed into. */
export function focusIsFree(tab: Element | null): boolean {
  const active = document.activeElement;
  if (active === null || active === document.body) return true;
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
