import type { Locator, Page } from 'playwright-core';
import { openStage, type Desktop, type Stage } from './support';

/** The contact centre of a file about the administration: editors' desktops, opened as tests need them. The stage is there once a test runs. */
export interface AdministrationCentre {
  stage: Stage;
  desktop: (person: string, width?: number) => Promise<Desktop>;
  /** The side link, in English or Japanese. */
  link: (page: Page) => Locator;
  /** Opens the view as an editor without a mouse does. */
  administration: (person: string, width?: number, language?: string) => Promise<Page>;
}

/**
 * Opens a stage before a file's tests, closes what each has opened, and ends with it. Then no stand-in may have met a request that
 * it did not know, and no desktop an error that nobody caught.
 * @param askedOnPurpose whether a request that a stand-in does not know is part of a test
 */
export function inAdministration(askedOnPurpose: (request: string) => boolean = () => false): AdministrationCentre {
  const opened: Desktop[] = [];
  const centre = {} as AdministrationCentre;
  beforeAll(async () => {
    centre.stage = await openStage();
  });
  afterEach(async () => {
    await centre.stage.clear();
    for (const { page } of opened) await page.context().close();
    for (const { troubles } of opened.splice(0)) expect(troubles).toEqual([]);
  });
  afterAll(async () => {
    const { unknown } = await centre.stage.lab<{ unknown: unknown[] }>('unknown');
    await centre.stage.stop();
    expect(unknown.filter((each) => !askedOnPurpose(String(each)))).toEqual([]);
  });
  centre.desktop = async (person, width = 1280) => {
    const made = await centre.stage.desktop(person);
    opened.push(made);
    await made.page.setViewportSize({ width, height: width > 1500 ? 1080 : 890 });
    return made;
  };
  centre.link = (page) => page.getByRole('link', { name: /^(Reason codes and settings|理由コードと設定)$/ });
  centre.administration = async (person, width, language) => {
    const { page } = await centre.desktop(person, width);
    if (language !== undefined) await page.goto(`${centre.stage.running.origin}/agent-desktop?as=${person}&language=${language}`);
    await centre.link(page).press('Enter');
    await page.getByRole('treeitem').first().waitFor();
    await page.locator('#ih-preview-queue option').nth(1).waitFor({ state: 'attached' });
    return page;
  };
  return centre;
}
