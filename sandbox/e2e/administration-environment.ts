import type { Locator, Page } from 'playwright-core';
import { startBrowserSession, type Desktop, type BrowserSession } from './support';

/** The contact centre of a file about the administration: editors' desktops, opened as tests need them. The session is there once a test runs. */
export interface AdministrationEnvironment {
  session: BrowserSession;
  desktop: (person: string, width?: number, language?: string) => Promise<Desktop>;
  /** The side link, in English or Japanese. */
  link: (page: Page) => Locator;
  /** Opens the view as an editor without a mouse does. */
  administration: (person: string, width?: number, language?: string) => Promise<Page>;
}

/**
 * Opens a session before a file's tests, closes what each has opened, and ends with it. Then no stand-in may have met a request that
 * it did not know, and no desktop an error that nobody caught.
 * @param askedOnPurpose whether a request that a stand-in does not know is part of a test
 */
export function useAdministrationEnvironment(
  askedOnPurpose: (request: string) => boolean = () => false,
): AdministrationEnvironment {
  const opened: Desktop[] = [];
  const environment = {} as AdministrationEnvironment;
  beforeAll(async () => {
    environment.session = await startBrowserSession();
  });
  afterEach(async () => {
    await environment.session.clear();
    for (const each of opened) await each.close();
    for (const { pageErrors } of opened.splice(0)) expect(pageErrors).toEqual([]);
  });
  afterAll(async () => {
    const { unknown } = await environment.session.lab<{ unknown: unknown[] }>('unknown');
    await environment.session.stop();
    expect(unknown.filter((each) => !askedOnPurpose(String(each)))).toEqual([]);
  });
  environment.desktop = async (person, width = 1280, language) => {
    const made = await environment.session.desktop(person, { language });
    opened.push(made);
    await made.page.setViewportSize({ width, height: width > 1500 ? 1080 : 890 });
    return made;
  };
  environment.link = (page) => page.getByRole('link', { name: /^(Reason codes and settings|理由コードと設定)$/ });
  environment.administration = async (person, width, language) => {
    const { page } = await environment.desktop(person, width, language);
    await environment.link(page).press('Enter');
    await page.getByRole('treeitem').first().waitFor();
    await page.locator('#ih-preview-queue option').nth(1).waitFor({ state: 'attached' });
    return page;
  };
  return environment;
}
