import path from 'node:path';
import type { Page } from 'playwright-core';
import { useAdministrationEnvironment } from './administration-environment';
import { violationsAtBothSizes } from './axe';
import { SHOTS } from './support';

jest.setTimeout(180_000);

/** The pages that tell what people did, in the real Flex UI: each loads its own code when it opens first. */
describe('administration: audit, what is to be checked', () => {
  const environment = useAdministrationEnvironment();
  const { administration } = environment;
  const call = <T>(person: string, endpoint: string, fields: Record<string, string> = {}): Promise<T> =>
    environment.session.call<T>(person, endpoint, fields);
  const shot = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const clean = async (page: Page): Promise<void> => expect(await violationsAtBothSizes(page, '#ih-administration')).toEqual([]);
  /** → until the tab has the focus; its page's code is loaded meanwhile. */
  const open = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('tab', { selected: true }).focus();
    while ((await page.getByRole('tab', { selected: true }).innerText()) !== name) {
      const before = await page.getByRole('tab', { selected: true }).innerText();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(
        (was) => document.activeElement?.getAttribute('aria-selected') === 'true' && document.activeElement.textContent !== was,
        before,
      );
    }
  };

  test.each([
    ['en', 'Audit', 'Show'],
    ['ja', '監査', '表示'],
  ])('PR-2 %s: an admin sees who looked at a customer, by the keyboard', async (language, title, show) => {
    await call('ada', 'customers/lookup', { address: '+14155550119' });
    await call('kim', 'interactions/list', { customerId: 'seed-priya' });
    const page = await administration('root', 1280, language);
    await open(page, title);
    await page.getByRole('search').getByRole('textbox').focus();
    await clean(page);
    await page.keyboard.type('C-14380');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Kim Lee' }).first().waitFor();
    await clean(page);
    await shot(page, `admin-audit-${language}`);
    await page.getByRole('button', { name: 'Kim Lee' }).first().press('Enter');
    await page.getByRole('button', { name: show }).waitFor();
  });

  test.each([
    ['en', 'Outcomes', 'Table', 'Count', 'By agent', 'Dates', 'Last 90 days'],
    ['ja', '対応結果', '表', '集計', '担当者別', '期間', '過去 90 日'],
  ] as const)('OR-3 OR-5 %s: a supervisor sees what was recorded, by agent, and what is behind a number', async (...row) => {
    const [language, title, table, count, byAgent, dates, span] = row;
    const page = await administration('sam', 1280, language);
    await open(page, title);
    await page.getByRole('combobox', { name: dates }).selectOption({ label: span });
    await page.getByRole('region', { name: table }).waitFor();
    await clean(page);
    await shot(page, `admin-outcomes-${language}`);
    await page.setViewportSize({ width: 1024, height: 768 });
    await shot(page, `admin-outcomes-${language}-1024`);
    await page.getByRole('combobox', { name: count }).selectOption({ label: byAgent });
    await page
      .getByRole('group', { name: /Kim Lee/ })
      .getByRole('button')
      .press('Enter');
    await page.getByText('No light on the modem after the storm').first().waitFor();
    await clean(page);
    await shot(page, `admin-outcomes-${language}-behind`);
    await page.emulateMedia({ media: 'print' });
    await shot(page, `admin-outcomes-${language}-print`);
    await page.emulateMedia({ media: null });
  });

  test.each([
    ['en', 'Health', 'Run all checks', 'They fit together'],
    ['ja', '稼働状況', 'すべての項目を確認', '互換性あり'],
  ])('OP-4 %s: an admin runs all checks', async (language, title, run, fits) => {
    const page = await administration('root', 1280, language);
    await open(page, title);
    await page.getByText(fits).waitFor();
    await page.getByRole('button', { name: run }).press('Enter');
    await page.getByRole('button', { name: run, disabled: false }).waitFor();
    await clean(page);
    await shot(page, `admin-health-${language}`);
  });

  test.each([
    ['en', 'To check'],
    ['ja', '確認待ち'],
  ])('TR-2 %s: a supervisor sees an entry that nobody vouches for, and confirms it', async (language, title) => {
    const hex = (language === 'en' ? 'e' : 'f').repeat(32);
    await call('ada', 'interactions/record', {
      ...{ taskSid: `WT${hex}`, reservationSid: `WR${hex}`, customerId: '', reasonId: 'billing_refund_status' },
      comment: 'Refund agreed.',
      asSeen: JSON.stringify({
        ...{ channel: 'voice', direction: 'inbound', address: '+14155550119', queueSid: null, queueName: 'Orders EN' },
        ...{ occurredAt: new Date().toISOString(), durationSeconds: 60 },
      }),
    });
    const page = await administration('sam', 1280, language);
    await open(page, title);
    const confirm = page.getByRole('button', { name: /^(Confirm|確認する):?/ });
    await confirm.waitFor();
    await clean(page);
    await shot(page, `admin-checks-${language}`);
    await confirm.press('Enter');
    await confirm.waitFor({ state: 'detached' });
  });
});
