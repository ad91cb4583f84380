import path from 'node:path';
import { violations } from './axe';
import { SHOTS, eventually, startBrowserSession, type Desktop, type BrowserSession } from './support';

jest.setTimeout(120_000);

/** Desktops that are set up otherwise: another language, another place for the Salesforce record. */
describe('a desk of its own', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession();
  });
  afterEach(() => session.clear());
  afterAll(async () => {
    const { unknown } = await session.lab('unknown');
    await session.stop();
    expect(unknown).toEqual([]);
  });

  const assigned = (taskSid: string): Promise<void> =>
    eventually(async () => expect((await session.task(taskSid)).status).toBe('assigned'));

  describe('in Japanese', () => {
    let ada: Desktop;
    beforeAll(async () => {
      ada = await session.desktop('ada', { language: 'ja', locale: 'ja-JP' });
    });
    afterAll(async () => {
      await ada.close();
      expect(ada.pageErrors).toEqual([]);
    });
    const seen = async (name: string): Promise<void> => {
      await ada.shot(`ja-${name}`);
      expect(await violations(ada.page, 'section')).toEqual([]);
    };
    const take = async (persona: string): Promise<string> => {
      const { taskSid } = await ada.ring(persona);
      if (persona === 'one-match') {
        await ada.text('David Okafor').click();
        await ada.text('呼出中').waitFor();
        await seen('ringing');
      }
      await ada.page
        .getByRole('button', { name: /accept/i })
        .first()
        .press('Enter');
      await ada.section('後処理').waitFor();
      await assigned(taskSid);
      return taskSid;
    };
    const button = (name: string | RegExp) => ada.page.getByRole('button', { name }).first();
    const complete = async (taskSid: string): Promise<void> => {
      await ada.hangUp(taskSid);
      await ada.completeButton.waitFor();
      await ada.page.locator('#ih-reason:enabled').waitFor();
      await ada.page.locator('#ih-reason').focus();
      await ada.page.keyboard.type('返金');
      await ada.page.getByRole('option').first().waitFor();
      await seen('wrap-up-picking');
      await ada.page.keyboard.press('Enter');
      await ada.focused('ih-comment');
      await ada.page.keyboard.type('返金の進み具合を案内した。');
      await seen('wrap-up');
      await ada.completeButton.press('Enter');
      await ada.idle();
    };

    test('one call, from ringing to the history of the next: every word is Japanese and nothing bars the way', async () => {
      const taskSid = await take('one-match');
      await ada.text('一致 1 件(選択済み)').waitFor();
      await seen('one-match');
      await button(/に決定/).press('Enter');
      await button('変更').waitFor();
      await button('詳細').press('Enter');
      await seen('linked');
      await button('新規ケース').press('Enter');
      await seen('new-case');
      await complete(taskSid);
      const again = await take('one-match');
      await ada.section('履歴').getByText('返金の進み具合を案内した。').first().waitFor();
      await seen('history');
      await complete(again);
    });

    test('ID-13 rejected while the master is down, and after a reload while Firestore is: both say so, both mend', async () => {
      const taskSid = await take('one-match');
      await ada.page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'radio');
      await session.fault('master', 'refuse');
      await ada.page.reload();
      await ada.text('David Okafor').click();
      await ada.section('後処理').waitFor();
      await ada.text('マスターが応答していません').waitFor();
      await ada.page.getByRole('radio').focus();
      await ada.page.keyboard.press('n');
      await ada.text('マスターが応答していません').waitFor();
      await seen('rejected-master-down');
      await session.fault('master', null);
      await button(/^再試行: マスターが応答していません/).press('Enter');
      await ada.text('マスターが応答していません').waitFor({ state: 'detached' });
      await button('一致した候補をもう一度表示').press('Enter');
      await button(/に決定/).press('Enter');
      await button('変更').waitFor();
      await session.fault('firestore', 'unavailable');
      await ada.page.reload();
      await ada.text('David Okafor').click();
      await ada.text('関連付けられたお客様を読み込めませんでした').waitFor();
      await ada.page.getByRole('radio', { name: /David Okafor/ }).waitFor();
      await seen('not-restored');
      await session.fault('firestore', null);
      await button(/^再試行: 関連付けられたお客様/).press('Enter');
      await button('変更').waitFor();
      await complete(taskSid);
    });

    test('several matches, the query pane, the master’s record and a new customer are Japanese, too', async () => {
      const three = await take('three-matches');
      await ada.text('どのお客様ですか?').waitFor();
      await seen('three-matches');
      await complete(three);
      const taskSid = await take('friends-phone');
      await ada.page.getByRole('search').waitFor();
      await seen('query');
      await ada.page.keyboard.type('山本');
      await ada.page.keyboard.press('Enter');
      await ada.page.getByRole('option', { name: /山本 彩/ }).waitFor();
      await seen('query-results');
      await ada.page.getByRole('option', { name: /山本 彩/ }).press('Enter');
      await button('Salesforce に追加').waitFor();
      await seen('master-record');
      await ada.page.keyboard.press('Escape');
      await ada.page.getByRole('option', { name: /山本 彩/ }).waitFor();
      await button('新規顧客').press('Enter');
      await ada.focused('ih-new-lastName');
      await button('作成').press('Enter');
      await ada.text('作成していません').waitFor();
      await seen('new-customer');
      await button('キャンセル').press('Enter');
      await complete(taskSid);
    });
  });

  describe('with the record in Flex’s CRM panel', () => {
    test('ID-12 confirming shows the record in the panel, in no new tab; nobody’s record before', async () => {
      await session.lab('flex', { popMode: 'panel' });
      const ada = await session.desktop('kim');
      const { taskSid } = await ada.ring('one-match', 'kim');
      await ada.accept(taskSid);
      await ada.text('1 match, pre-selected').waitFor();
      const panel = ada.page.frameLocator('iframe').getByText('David Okafor').first();
      expect(await panel.count()).toBe(0);
      await ada.page.getByRole('button', { name: /^Confirm/ }).press('Enter');
      await panel.waitFor();
      await ada.page.screenshot({ path: path.join(SHOTS, 'panel-pop.png') });
      expect(ada.page.context().pages()).toHaveLength(1);
      await ada.finish(taskSid);
      await ada.close();
      expect(ada.pageErrors).toEqual([]);
      await session.lab('flex', {});
    });

    test('ID-12 ID-10 a customer made just now, in Salesforce too, is shown in the panel', async () => {
      await session.lab('flex', { popMode: 'panel' });
      const publish = async (settings: object): Promise<void> => {
        const { version } = await session.call<{ version: number }>('root', 'settings/current');
        const sent = { baseVersion: String(version), settings: JSON.stringify(settings) };
        expect(await session.call('root', 'settings/publish', sent)).toMatchObject({ outcome: 'published' });
      };
      await publish({ createInSalesforce: true });
      const kim = await session.desktop('kim');
      const { taskSid } = await kim.ring('unknown', 'kim');
      await kim.accept(taskSid);
      await kim.focused('ih-query-name');
      await kim.page.getByRole('button', { name: 'New customer' }).press('Enter');
      await kim.focused('ih-new-firstName');
      await kim.page.keyboard.type('Rosa');
      await kim.page.keyboard.press('Tab');
      await kim.page.keyboard.type('Panelo');
      await kim.page.keyboard.press('Enter');
      await kim.section('Customer').getByText('Rosa Panelo').waitFor();
      await kim.page.frameLocator('iframe').getByText('Rosa Panelo').first().waitFor();
      await kim.page.screenshot({ path: path.join(SHOTS, 'panel-created.png') });
      await publish({});
      await kim.finish(taskSid);
      await kim.close();
      expect(kim.pageErrors).toEqual([]);
      await session.lab('flex', {});
    });
  });
});
