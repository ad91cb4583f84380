import * as React from 'react';

/**
 * Where an update takes away, or disables, what has the focus inside the element that gets the ref, the fallback gets the focus:
 * otherwise it falls to the page, and a keyboard begins at its top again. For the component whose own drawing takes it away.
 * @param fallback found after the update: the next item, or a heading with tabIndex -1
 */
export function useFocusFallback<E extends HTMLElement>(fallback: () => HTMLElement | null): React.RefObject<E> {
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
    if ([null, document.body, lost].includes(document.activeElement)) fallback()?.focus();
  });
  return within;
}
