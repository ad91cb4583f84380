import '@testing-library/jest-dom';
import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';
import { takeUnanswered } from './fake-functions';

// jsdom has neither; every browser that runs Flex does
Object.defineProperty(globalThis, 'crypto', { configurable: true, value: webcrypto });
Object.assign(globalThis, { TextEncoder, TextDecoder });

// axe measures letters on a canvas, which jsdom has not: it then skips that one check
HTMLCanvasElement.prototype.getContext = () => null;

// React 17's act() says in production that it isn't made for it. All that tests need of it, flushing effects, it does.
const { error } = console;
console.error = (...said: unknown[]): void => {
  if (!String(said[0]).startsWith('act(...) is not supported in production builds')) error(...said);
};

/**
 * jsdom computes styles from every sheet of the page, for each role and name that is looked for: a third of a component test's
 * time. What these tests ask for is the inline style and what `hidden` hides; no sheet of ours hides anything.
 */
const ofSheets = window.getComputedStyle.bind(window);
window.getComputedStyle = (element: Element, pseudo?: string | null): CSSStyleDeclaration => {
  if (pseudo !== undefined && pseudo !== null) return ofSheets(element, pseudo);
  const style = document.createElement('div').style;
  if (element instanceof HTMLElement) style.cssText = element.style.cssText;
  if (element instanceof HTMLElement && element.hidden) style.display = 'none';
  if (style.display === '') style.display = 'block';
  if (style.visibility === '') style.visibility = inheritedVisibility(element);
  return style;
};

function inheritedVisibility(element: Element): string {
  for (let up: Element | null = element; up !== null; up = up.parentElement)
    if (up instanceof HTMLElement && up.style.visibility !== '') return up.style.visibility;
  return 'visible';
}

afterEach(() => {
  expect(takeUnanswered()).toEqual([]);
  window.localStorage.clear();
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: true });
});
