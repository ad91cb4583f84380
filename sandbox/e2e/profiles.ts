import type { Browser, Page } from 'playwright-core';

const WINDOW = { width: 1440, height: 1000 };

/**
 * Browser profiles, used again and again. Flex's desktop is 18 MB of JavaScript: a renderer that has run it before starts it in a
 * third of the time. A profile that was given back has nothing left of who had it.
 */
export class Profiles {
  private readonly free: { page: Page; locale: string }[] = [];
  private readonly taken = new Map<Page, string>();

  constructor(readonly browser: Browser) {}

  async take(locale: string): Promise<Page> {
    const index = this.free.findIndex((each) => each.locale === locale);
    const [found] = index < 0 ? [] : this.free.splice(index, 1);
    const page = found?.page ?? (await this.made(locale));
    this.taken.set(page, locale);
    return page;
  }

  private async made(locale: string): Promise<Page> {
    const context = await this.browser.newContext({ viewport: WINDOW, locale, timezoneId: 'America/Los_Angeles' });
    return context.newPage();
  }

  /** Clears the profile for the next; one that can't be cleared is closed. */
  async giveBack(page: Page): Promise<void> {
    const locale = this.taken.get(page);
    if (locale === undefined || !this.taken.delete(page)) return;
    try {
      await cleared(page);
      this.free.push({ page, locale });
    } catch {
      await page.context().close();
    }
  }

  async giveBackAll(): Promise<void> {
    for (const page of [...this.taken.keys()]) await this.giveBack(page);
  }
}

async function cleared(page: Page): Promise<void> {
  const context = page.context();
  page.removeAllListeners('pageerror');
  for (const other of context.pages()) if (other !== page) await other.close();
  const { origin } = new URL(page.url());
  // the start page runs nothing of Flex, and is of the same origin: the renderer stays
  await page.goto(`${origin}/`);
  await page.evaluate(() => sessionStorage.clear());
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await devtools.detach();
  await context.clearCookies();
  await page.unrouteAll();
  await page.setViewportSize(WINDOW);
}
