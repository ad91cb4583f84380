import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Runs axe inside the page on the parts a selector names; each violation as rule and the elements it concerns. */
export async function violations(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (parts) => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const found = await runner.run(parts);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, selector);
}
