/** A button, a link, or a shortcut of Flex's: what the agent means to lead on, unlike a letter typed. */
function isPress(event: Event): boolean {
  if (event.type === 'pointerdown') return true;
  const { key, ctrlKey, metaKey, altKey, target } = event as KeyboardEvent;
  if (ctrlKey || metaKey || altKey) return true;
  return (key === 'Enter' || key === ' ') && target instanceof Element && target.closest('button, a, [role="button"]') !== null;
}

const WITHIN_MS = 10_000;
let last: { at: number; isPress: boolean } | null = null;

for (const type of ['pointerdown', 'keydown'])
  document.addEventListener(type, (event) => (last = { at: Date.now(), isPress: isPress(event) }), true);

/**
 * Whether the last thing the agent did was a press of a button, a moment ago: then what comes up is their doing, and may take the
 * focus. A task that is accepted by itself comes up under what they are typing.
 */
export const wasPressed = (): boolean => last !== null && last.isPress && Date.now() - last.at < WITHIN_MS;
