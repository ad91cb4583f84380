import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { useAdministrationEnvironment } from './administration-environment';
import { violationsAtBothSizes } from './axe';
import { inRealTime, eventually, SHOTS } from './support';

jest.setTimeout(180_000);

/** Settings, files, revisions and merged customers, in the real Flex UI by the keyboard. */
describe('administration: settings, files, revisions, customers', () => {
  // that one is asked for on purpose: whether the org has the field
  const environment = useAdministrationEnvironment((request) => request.includes('Nowhere__c'));
  const { desktop, administration } = environment;

  /** → from tab to tab, until the one that is wanted has the focus. */
  const tab = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('tab', { selected: true }).focus();
    for (let i = 0; i < 3 && (await page.getByRole('tab', { selected: true }).innerText()) !== name; i++) {
      const before = await page.getByRole('tab', { selected: true }).innerText();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(
        (was) => document.activeElement?.getAttribute('aria-selected') === 'true' && document.activeElement.textContent !== was,
        before,
      );
    }
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe(name);
  };
  const shot = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const clean = async (page: Page): Promise<void> => expect(await violationsAtBothSizes(page, '#ih-administration')).toEqual([]);
  const pageSize = (page: Page): Locator => page.getByRole('textbox', { name: 'Entries on the first page of a history' });
  const setPageSize = async (page: Page, size: number): Promise<void> => {
    await pageSize(page).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(String(size));
  };
  const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).press('Enter');
  const settingsNow = (): Promise<{ version: number; published: Record<string, unknown> }> =>
    environment.session.call('root', 'settings/current');
  /** What a file picker opened by the keyboard is given. */
  const choose = async (page: Page, button: string | RegExp, name: string, text: string): Promise<void> => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, button)]);
    await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  const exported = async (page: Page): Promise<{ name: string; text: string }> => {
    await page.getByRole('button', { name: 'Export' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menuitem', { name: 'My draft, CSV' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };

  // a narrow window is the harder one; the wider is looked at by `clean`
  test.each([[1280, 3], ...(inRealTime ? [[1920, 5]] : [])] as [number, number][])(
    'AD-5 at %i px: a page size of %i published by the keyboard, and the agent’s next first page obeys',
    async (width, size) => {
      const page = await administration('root', width);
      await tab(page, 'Settings');
      await pageSize(page).waitFor();
      await clean(page);
      await setPageSize(page, 51);
      await page.getByText('Enter 50 or less.').waitFor();
      expect(await page.getByRole('button', { name: /^Publish revision/ }).isDisabled()).toBe(true);
      await clean(page);
      await setPageSize(page, size);
      // another tab and back: nothing is lost
      await tab(page, 'Customers');
      await page.keyboard.press('ArrowLeft');
      await page.waitForFunction((wanted) => {
        const field = document.getElementById('ih-setting-pageSize');
        return field instanceof HTMLInputElement && field.value === wanted;
      }, String(size));
      await page.getByRole('region', { name: 'Your changes' }).getByText(`→ ${size}`).waitFor();
      await page.getByRole('textbox', { name: /Note for colleagues/ }).focus();
      await page.keyboard.type(`First page of ${size}`);
      await shot(page, `admin-settings-changed-${width}`);
      await clean(page);
      await press(page, /^Publish revision/);
      await page.getByText(/of the settings is published$/).waitFor();
      await shot(page, `admin-settings-published-${width}`);

      const ada = await desktop('ada', 1440);
      // a Function that has read the settings just now reads them again within 15 seconds
      const firstPage = (): Promise<{ interactions: unknown[] }> =>
        environment.session.call('ada', 'interactions/list', { address: '+14155550119' });
      await eventually(async () => expect((await firstPage()).interactions).toHaveLength(size), 20_000);
      const { taskSid } = await ada.ring('stored', 'ada');
      await ada.accept(taskSid);
      await ada
        .section('History')
        .getByText(new RegExp(`^${size} of \\d+ shown$`))
        .waitFor();
      expect((await settingsNow()).published).toMatchObject({ pageSize: size });
    },
  );

  test('AD-2 two admins at the same settings: the second sees both versions, chooses, and no other change is lost', async () => {
    const first = await administration('root');
    const second = await administration('root');
    for (const page of [first, second]) {
      await tab(page, 'Settings');
      await pageSize(page).waitFor();
    }
    const { version } = await settingsNow();
    await setPageSize(first, 12);
    await setPageSize(second, 14);
    await second.getByRole('textbox', { name: 'Default region of phone numbers' }).focus();
    await second.keyboard.press('Control+a');
    await second.keyboard.type('gb');
    await press(first, /^Publish revision/);
    await first.getByText(/of the settings is published$/).waitFor();
    await press(second, /^Publish revision/);
    await second.getByText(/Rita Admin published revision \d+ of the settings/).waitFor();
    await second.getByText('1 choice is left').waitFor();
    expect(await second.getByRole('button', { name: /^Publish revision/ }).isDisabled()).toBe(true);
    // the page was scrolled down to the region: what is to be chosen comes into view with the focus
    await second.waitForFunction(() => document.activeElement?.id === 'ih-settings-result');
    await shot(second, 'admin-settings-conflict');
    await clean(second);
    await second.getByRole('radio', { name: /^Yours/ }).press('Space');
    await press(second, /^Publish revision/);
    await second.getByText(/of the settings is published$/).waitFor();
    expect(await settingsNow()).toMatchObject({ version: version + 2, published: { pageSize: 14, defaultRegion: 'GB' } });

    // the revisions say so, and the first one's is published again
    await press(second, 'Revisions');
    await press(second, new RegExp(`^Revision ${version + 1}`));
    await second.getByRole('region', { name: 'Compare' }).getByText('→ 12').waitFor();
    await shot(second, 'admin-settings-revisions');
    await clean(second);
    await press(second, `Publish ${version + 1} again…`);
    await press(second, /^Publish revision/);
    await second.getByText(/of the settings is published$/).waitFor();
    const now = await settingsNow();
    expect(now.published).toMatchObject({ pageSize: 12 });
    expect(now.published.defaultRegion).toBeUndefined();
  });

  test('AD-5 what only the server can see is told at its field; a supervisor reads and may not publish', async () => {
    const page = await administration('root');
    await tab(page, 'Settings');
    await page.getByRole('textbox', { name: 'More phone fields in Salesforce' }).focus();
    await page.keyboard.type('Contact.Nowhere__c');
    await page.keyboard.press('Enter');
    await press(page, /^Publish revision/);
    await page.getByText('Contact.Nowhere__c isn’t a field of the org', { exact: false }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Show More phone fields in Salesforce');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'ih-setting-salesforcePhoneFields');
    await shot(page, 'admin-settings-refused');
    await clean(page);

    const sam = await administration('sam');
    await tab(sam, 'Settings');
    await sam.getByText(/requires the Flex role admin/).waitFor();
    expect(await sam.getByRole('button', { name: /^Publish/ }).count()).toBe(0);
    await shot(sam, 'admin-settings-supervisor');
    await clean(sam);
    await expect(environment.session.call('sam', 'settings/publish', { baseVersion: '0', settings: '{}' })).rejects.toThrow(
      /403/,
    );
  });

  test('AD-3 an export imported changes nothing; a bad file names its lines and applies nothing; a good one goes into the draft', async () => {
    const page = await administration('root');
    const { name, text } = await exported(page);
    expect(name).toMatch(/^reason-codes-draft-of-revision-\d+-\d{4}-\d\d-\d\d\.csv$/);
    await choose(page, 'Import', name, text);
    await page.getByText(/nothing to import/).waitFor();
    await clean(page);

    const rows = text.split('\r\n');
    const bad = rows.map((row, index) => (index === 3 ? row.replace(/true/, 'perhaps') : index === 5 ? `${row},surplus` : row));
    await choose(page, 'Choose another file', 'bad.csv', bad.join('\r\n'));
    await page.getByText('Nothing imported: 2 problems in the file').waitFor();
    const told = await page.getByRole('row').allInnerTexts();
    expect(told.slice(1).map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual([
      ['4', 'active', 'Must be true or false', 'perhaps'],
      ['6', '', 'The row has more cells than the header: is a comma missing its quotes?', 'surplus'],
    ]);
    await shot(page, 'admin-import-refused');
    await clean(page);

    await choose(page, 'Choose another file', 'good.csv', text.replace('Duplicate charge', 'Charged twice'));
    await page.getByText('“Duplicate charge” to “Charged twice”', { exact: false }).waitFor();
    await shot(page, 'admin-import-read');
    await clean(page);
    await press(page, 'Use as my draft');
    await page.getByText('good.csv is in your draft. Undo reverts it.').waitFor();
    await page.getByText('Draft · 1 change').waitFor();
    await page.getByText(/^Draft saved/).waitFor();
    const { tree } = await environment.session.call<{ tree: { codes: { labels: { en: string } }[] } }>(
      'root',
      'reason-codes/current',
    );
    expect(tree.codes.map(({ labels }) => labels.en)).not.toContain('Charged twice');
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('Control+z');
    await page.getByText('Nothing has changed yet').waitFor();
    await page.getByText(/^Draft saved/).waitFor();
  });

  test('AD-3 a file dropped on the tree is read like a chosen one, and Flex stays', async () => {
    const page = await administration('root');
    const { text } = await exported(page);
    const folder = await mkdtemp(path.join(tmpdir(), 'dropped-'));
    const file = path.join(folder, 'dropped.csv');
    await writeFile(file, text.replace('Duplicate charge', 'Charged twice'));
    // the browser's own drag of a real file, as from the desktop
    const browser = await page.context().newCDPSession(page);
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<unknown> =>
      browser.send('Input.dispatchDragEvent', { type, x: 640, y: 500, data });
    await drag('dragEnter');
    await drag('dragOver');
    await page.getByText('Drop the file to read it.', { exact: false }).waitFor();
    await shot(page, 'admin-import-drop');
    await drag('drop');
    await page.getByText('“Duplicate charge” to “Charged twice”', { exact: false }).waitFor();
    await press(page, 'Back to the tree');
    await page.getByText('Nothing has changed yet').waitFor();
    await rm(folder, { recursive: true });
  });

  test('RC-6 an admin makes a code the default from its panel, and publishes it in the settings', async () => {
    const page = await administration('root');
    const before = await settingsNow();
    await page.getByRole('treeitem', { name: /^Billing/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Record this code for them…' }).waitFor();
    await shot(page, 'admin-default-panel');
    await clean(page);
    await press(page, 'Record this code for them…');
    await page.waitForFunction(() => document.activeElement?.id === 'ih-setting-defaultReasonId');
    await shot(page, 'admin-default-settings');
    await clean(page);
    await press(page, /^Publish revision/);
    await page.getByText(/of the settings is published$/).waitFor();
    const { published } = await settingsNow();
    expect(published.defaultReasonId).toMatch(/^billing/);
    // the environment's other tests count on the default as it was
    await environment.session.call('root', 'settings/publish', {
      baseVersion: String(before.version + 1),
      settings: JSON.stringify(before.published),
      note: '',
    });
  });

  test('AD-2 a revision is compared and restored to the byte by the keyboard', async () => {
    type Current = { tree: { version: number; codes: { id: string; labels: { en: string } }[] } };
    const { revisions } = await environment.session.call<{ revisions: { version: number }[] }>('root', 'reason-codes/revisions');
    const newest = revisions[0]?.version ?? 0;
    const before = (await environment.session.call<Current>('root', 'reason-codes/revisions', { version: String(newest) })).tree;
    const codes = before.codes.map((code) =>
      code.id === 'no_action_silent' ? { ...code, labels: { ...code.labels, en: 'Nobody spoke' } } : code,
    );
    await environment.session.call('root', 'reason-codes/publish', {
      baseVersion: String(before.version),
      codes: JSON.stringify(codes),
      note: 'Clearer words',
    });
    const page = await administration('root');
    await press(page, 'Revisions');
    await page.getByText('Clearer words').waitFor();
    await page.getByText('“Silent call” to “Nobody spoke”', { exact: false }).waitFor();
    await clean(page);
    await press(page, new RegExp(`^Revision ${before.version}`));
    await press(page, `Restore ${before.version}…`);
    await shot(page, 'admin-revisions-restore');
    await clean(page);
    await press(page, `Restore revision ${before.version}`);
    await page.getByText(`Revision ${before.version} is published again, as revision ${before.version + 2}`).waitFor();
    await shot(page, 'admin-revisions-restored');
    const after = await environment.session.call<Current>('root', 'reason-codes/revisions', {
      version: String(before.version + 2),
    });
    expect(JSON.stringify(after.tree.codes)).toBe(JSON.stringify(before.codes));
    await press(page, 'Back to the tree');
    await page.getByText(new RegExp(`^Published: revision ${before.version + 2}`)).waitFor();
  });

  test('ID-14 ID-17 a supervisor merges two customers by the keyboard, one history is left; undone, each has its own again', async () => {
    const ada = await desktop('ada', 1440);
    const { taskSid } = await ada.ring('unknown', 'ada');
    await ada.accept(taskSid);
    await ada.finish(taskSid);
    const page = await administration('sam');
    await tab(page, 'Customers');
    await clean(page);
    for (const [side, text, found] of [
      ['First customer', 'C-14380', /Priya Natarajan/],
      ['Second customer', '+1 415 555 0187', /0187/],
    ] as const) {
      const box = page.getByRole('region', { name: side });
      await box.getByRole('textbox').focus();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await box.getByRole('button', { name: found }).waitFor();
      if (side === 'First customer') await shot(page, 'admin-merge-found');
      await clean(page);
      await box.getByRole('button', { name: found }).press('Enter');
    }
    const total = async (fields: Record<string, string>): Promise<number> =>
      (await environment.session.call<{ total: number }>('sam', 'interactions/list', fields)).total;
    const [kept, gone] = [await total({ address: '+14155550119' }), await total({ address: '+14155550187' })];
    expect(gone).toBeGreaterThan(0);
    await page.getByRole('radio', { name: /Keep this one: Priya/ }).press('Space');
    await shot(page, 'admin-merge-chosen');
    await clean(page);
    await press(page, 'Merge…');
    await page
      .getByRole('alert')
      .filter({ hasText: /^Merge .+ into .+\?/ })
      .waitFor();
    await page.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
    await page.getByText(/^Merged: /).waitFor();
    await shot(page, 'admin-merge-done');
    await clean(page);
    expect(await total({ address: '+14155550187' })).toBe(kept + gone);
    expect(await total({ address: '+14155550119' })).toBe(kept + gone);

    await press(page, 'Merge two more');
    const first = page.getByRole('region', { name: 'First customer' });
    await first.getByRole('textbox').focus();
    await page.keyboard.type('C-14380');
    await page.keyboard.press('Enter');
    await first.getByRole('button', { name: /Priya Natarajan/ }).press('Enter');
    await press(page, 'Numbers, addresses and merges…');
    await first.getByText(/^Merged by /).waitFor();
    await clean(page);
    await first.getByRole('button', { name: /^Undo merge: / }).press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Separate' }).waitFor();
    await shot(page, 'admin-undo-asked');
    await clean(page);
    await first.getByRole('button', { name: 'Undo merge', exact: true }).press('Enter');
    await page.getByText(/^Separated: /).waitFor();
    await shot(page, 'admin-undo-done');
    expect([await total({ address: '+14155550119' }), await total({ address: '+14155550187' })]).toEqual([kept, gone]);
  });
});
