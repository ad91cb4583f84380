import path from 'node:path';
import type { Page } from 'playwright-core';
import { useAdministrationEnvironment } from './administration-environment';
import { violationsAtBothSizes } from './axe';
import { SHOTS } from './support';

jest.setTimeout(180_000);

/** What is held of a person, in the real Flex UI (PR-1, PR-6): an admin alone, by the keyboard. */
describe('administration: privacy', () => {
  const environment = useAdministrationEnvironment();
  const { administration } = environment;
  const shot = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const clean = async (page: Page): Promise<void> => expect(await violationsAtBothSizes(page, '#ih-administration')).toEqual([]);
  const opened = async (language: string, title: string): Promise<Page> => {
    const page = await administration('root', 1280, language);
    await page.getByRole('tab', { name: title }).click();
    await page.getByRole('search').getByRole('textbox').focus();
    await page.keyboard.type('C-14380');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox').first().press('Space');
    return page;
  };

  test('PR-1 PR-6 ja: found, held and released', async () => {
    const page = await opened('ja', 'プライバシー');
    await page.getByRole('textbox', { name: 'メモまたは参照番号' }).fill('LC-1');
    await page.keyboard.press('Enter');
    const lift = page.getByRole('button', { name: 'ホールドを解除' });
    await lift.waitFor();
    await clean(page);
    await shot(page, 'admin-privacy-hold-ja');
    expect(await page.getByRole('button', { name: '消去…' }).isDisabled()).toBe(true);
    await lift.press('Enter');
    await lift.waitFor({ state: 'detached' });
  });

  test('PR-1 en: found, exported, erased for good, and nothing is held any more', async () => {
    const page = await opened('en', 'Privacy');
    await clean(page);
    await shot(page, 'admin-privacy-en');
    await page.setViewportSize({ width: 1024, height: 768 });
    await clean(page);
    await shot(page, 'admin-privacy-1024-en');
    await page.setViewportSize({ width: 1280, height: 890 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export (JSON)' }).press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^interaction-history-person-\d{14}\.json$/);
    await page.getByRole('button', { name: 'Erase…' }).press('Enter');
    await page.keyboard.type('C-14380');
    await clean(page);
    await shot(page, 'admin-privacy-erase-en');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Receipt' }).waitFor();
    await clean(page);
    await shot(page, 'admin-privacy-done-en');
    await page.getByRole('button', { name: 'Find' }).press('Enter');
    await page.getByText('Nothing is held').waitFor();
  });
});
