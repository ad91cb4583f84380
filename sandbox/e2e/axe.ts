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

/** The sizes of a laptop and of a desk: the administration's screens are clean at both. */
const SIZES = [
  { width: 1280, height: 890 },
  { width: 1920, height: 1080 },
];

/** As `violations`, and nothing that is wider than the window, at each of both sizes; the page has its own again afterwards. */
export async function violationsAtBothSizes(page: Page, selector: string): Promise<string[]> {
  const own = page.viewportSize();
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const tooWide = await page.locator(selector).evaluate((element) => element.scrollWidth - element.clientWidth);
    if (tooWide > 0) found.push(`${size.width}: wider than its place by ${tooWide} px`);
    found.push(...(await violations(page, selector)).map((violation) => `${size.width}: ${violation}`));
  }
  if (own !== null) await page.setViewportSize(own);
  return found;
}
