/**
 * Puts the focus on an element as soon as it can take it. Flex fades a tab in: until then the browser refuses the focus
 * without a word, so it is tried again for a second.
 */
export function focusWhenShown(find: () => HTMLElement | null, until = Date.now() + 1_000): void {
  const element = find();
  element?.focus();
  if ((element === null || document.activeElement !== element) && Date.now() < until) {
    window.setTimeout(() => focusWhenShown(find, until), 40);
  }
}
