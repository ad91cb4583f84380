import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CurrentSettings, Settings } from '@interaction-history/shared/src/contract/settings';
import { DEFAULT_SETTINGS } from '@interaction-history/shared/src/settings/defaults';
import { json, never, refusal, unreachable } from '../../testing/fake-functions';
import { setOnline } from '../../testing/set-online';
import { aRevision, line, renderAdministration, violationsIn } from '../testing/render-administration';

// every setting is on one page, and finding by role reads all of it
jest.setTimeout(20_000);

type Page = ReturnType<typeof renderAdministration>;
const current = (published: Settings, version = 3): CurrentSettings => ({
  version,
  published,
  deployed: { ...DEFAULT_SETTINGS, pageSize: 15 },
  defaults: DEFAULT_SETTINGS,
  effective: { ...DEFAULT_SETTINGS, pageSize: 15, ...published },
});
const revisionsOf = (published: Settings, version = 3) => ({
  revisions: [
    { ...aRevision(version, 'Lena Fischer'), settings: published },
    { ...aRevision(version - 1, 'Marco Ruiz', { note: 'Smaller pages' }), settings: { pageSize: 5 } },
  ],
  more: false,
});
const PUBLISHED: Settings = { pageSize: 25 };
const open = async (answers: Parameters<typeof renderAdministration>[0] = {}, about = {}, tab = 'Settings'): Promise<Page> => {
  const page = renderAdministration(
    {
      'settings/current': () => current(PUBLISHED),
      'settings/revisions': () => revisionsOf(PUBLISHED),
      'settings/publish': () => ({ outcome: 'published', revision: aRevision(4, 'Rita Admin'), effective: {} }),
      ...answers,
    },
    about,
  );
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: tab }));
  return page;
};
const pageSize = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Entries on the first page of a history' });
const setting = (name: string | RegExp): HTMLElement => screen.getByRole('group', { name });
const publish = (): HTMLElement => screen.getByRole('button', { name: /^Publish revision/ });
const changes = (): HTMLElement => screen.getByRole('region', { name: 'Your changes' });
const type = async (field: HTMLElement, text: string): Promise<void> => {
  await userEvent.clear(field);
  await userEvent.type(field, text);
};
const sent = ({ functions }: Page): { baseVersion: string; settings: Settings; note: string }[] =>
  functions.to('settings/publish').map(({ body }) => ({
    baseVersion: body.baseVersion ?? '',
    settings: JSON.parse(body.settings ?? '{}') as Settings,
    note: body.note ?? '',
  }));

test('AD-5 a setting says how it stands as deployed and by default, and what changes is told in words before it is published', async () => {
  const page = await open();
  expect(await pageSize()).toHaveValue('25');
  expect(setting(/^Entries on the first page/)).toHaveTextContent('Deployed value: 15 · Default: 10');
  expect(setting(/^Default region/)).toHaveTextContent('Deployed value and default: US (United States)');
  expect(publish()).toBeDisabled();
  await type(await pageSize(), '30');
  await userEvent.click(within(setting(/^Log finished/)).getByRole('switch'));
  await userEvent.selectOptions(screen.getByLabelText('Value of conversations.content'), 'Off: not written');
  expect(changes()).toHaveTextContent('25 → 30');
  expect(changes()).toHaveTextContent('No → Yes');
  expect(changes()).toHaveTextContent('conversations.content: Comment, first 128 characters → Off: not written');
  await userEvent.type(screen.getByRole('textbox', { name: /Note for colleagues/ }), 'Larger pages');
  await userEvent.click(publish());
  expect(await screen.findByText('Revision 4 of the settings is published')).toBeInTheDocument();
  expect(sent(page)).toEqual([
    {
      baseVersion: '3',
      settings: { pageSize: 30, logCallToSalesforce: true, insightsMapping: { 'conversations.content': null } },
      note: 'Larger pages',
    },
  ]);
  expect(changes()).toHaveTextContent('Nothing has changed yet');
});

test('AD-5 a setting goes back to what is deployed, and a change is undone', async () => {
  const page = await open();
  await userEvent.click(within(await findSetting(/^Entries/)).getByRole('button', { name: /Reset to deployed value/ }));
  expect(await pageSize()).toHaveValue('15');
  expect(changes()).toHaveTextContent('Reset to deployed value: 15');
  await userEvent.click(within(setting(/^Entries/)).getByRole('button', { name: /Undo/ }));
  expect(await pageSize()).toHaveValue('25');
  expect(publish()).toBeDisabled();
  await userEvent.click(within(setting(/^Entries/)).getByRole('button', { name: /Reset to deployed value/ }));
  await userEvent.click(publish());
  await screen.findByText(/of the settings is published/);
  expect(sent(page)[0]?.settings).toEqual({});
});
const findSetting = async (name: RegExp): Promise<HTMLElement> => {
  await pageSize();
  return setting(name);
};

test.each([
  ['Entries on the first page of a history', '51', 'Enter 50 or less.'],
  ['Entries on the first page of a history', '2.5', 'Enter a whole number.'],
  ['Default region of phone numbers', 'x', 'Enter a country code such as US.'],
  ['More phone fields in Salesforce', 'Opportunity.Phone{Enter}', 'Enter Contact.Field__c, Account.Field__c or Lead.Field__c.'],
  ['Languages of reason codes', 'jp_JP{Enter}', 'Enter a language such as ja or pt-BR.'],
  ['Languages of reason codes', 'ja{Enter}', 'Already added.'],
])('AD-5 %s: %s is told at its field, in the server’s words', async (name, text, words) => {
  const page = await open();
  await pageSize();
  const field = screen.getByRole('textbox', { name });
  await type(field, text);
  expect(within(setting(new RegExp(`^${name}`))).getByText(words)).toBeInTheDocument();
  expect(field).toHaveAccessibleDescription(words);
  expect(field).toBeInvalid();
  expect(publish()).toBeDisabled();
  expect(sent(page)).toEqual([]);
});

test('AD-5 what only the server can see is told at its field, with a way to it', async () => {
  await open({
    'settings/publish': () => ({
      outcome: 'invalid',
      issues: [{ setting: 'salesforcePhoneFields', problem: 'unknown-salesforce-field', value: 'Contact.Nope__c' }],
    }),
  });
  await pageSize();
  await userEvent.type(screen.getByRole('textbox', { name: 'More phone fields in Salesforce' }), 'Contact.Nope__c{Enter}');
  await userEvent.click(publish());
  expect(await screen.findByText('Couldn’t publish: fix the fields below')).toBeInTheDocument();
  expect(setting(/^More phone fields/)).toHaveTextContent('Contact.Nope__c isn’t a field of the org, or the integration user');
  await userEvent.click(screen.getByRole('button', { name: 'Show More phone fields in Salesforce' }));
  expect(screen.getByRole('textbox', { name: 'More phone fields in Salesforce' })).toHaveFocus();
});

test('AD-5 a form that the server refuses is told at its field, in the reader’s language', async () => {
  await open(
    {
      'settings/publish': () =>
        refusal(400, 'invalid_request', { fields: { 'settings.defaultRegion': { code: 'region_without_phones' } } }),
    },
    { locale: 'ja-JP' },
    '設定',
  );
  const region = await screen.findByRole('textbox', { name: '電話番号の既定の地域' });
  await type(region, 'XX');
  await userEvent.click(screen.getByRole('button', { name: 'リビジョン 4 を公開' }));
  expect(await screen.findByText('独自の電話番号を持つ地域ではありません。')).toBeInTheDocument();
});

test('AD-2 the second of two admins sees both versions of a setting, chooses, and loses no other change', async () => {
  let asked = 0;
  const page = await open({
    'settings/publish': () =>
      asked++ === 0
        ? { outcome: 'stale', current: { pageSize: 40, defaultRegion: 'JP' }, version: 4, by: aRevision(4, 'Marco Ruiz') }
        : { outcome: 'published', revision: aRevision(5, 'Rita Admin'), effective: {} },
  });
  await type(await pageSize(), '30');
  await userEvent.click(within(setting(/^Log finished/)).getByRole('switch'));
  await userEvent.click(publish());
  expect(await screen.findByText(/Marco Ruiz published revision 4 of the settings/)).toBeInTheDocument();
  const choice = screen.getByRole('radiogroup', { name: 'Entries on the first page of a history' });
  expect(
    within(choice)
      .getAllByRole('radio')
      .map((radio) => (radio as HTMLInputElement).checked),
  ).toEqual([false, false]);
  expect(publish()).toBeDisabled();
  expect(screen.getByText('1 choice is left')).toBeInTheDocument();
  await userEvent.click(within(choice).getByRole('radio', { name: /Marco Ruiz/ }));
  expect(await pageSize()).toHaveValue('40');
  await userEvent.click(publish());
  await screen.findByText('Revision 5 of the settings is published');
  expect(sent(page)[1]).toMatchObject({
    baseVersion: '4',
    settings: { pageSize: 40, defaultRegion: 'JP', logCallToSalesforce: true },
  });
});

test('AD-5 unpublished changes are kept while another tab is looked at, and leaving the page asks', async () => {
  const listening = jest.spyOn(window, 'addEventListener');
  await open();
  // each editor of this file listens for as long as the page lives: this test's alone is asked
  const asked = listening.mock.calls.filter(([name]) => name === 'beforeunload').map(([, listener]) => listener);
  listening.mockRestore();
  const leaves = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    for (const listener of asked) (listener as (event: Event) => void)(event);
    return asked.length === 1 && !event.defaultPrevented;
  };
  expect(leaves()).toBe(true);
  await type(await pageSize(), '30');
  await userEvent.click(screen.getByRole('tab', { name: 'Reason codes' }));
  await userEvent.click(await screen.findByRole('tab', { name: 'Settings' }));
  expect(await pageSize()).toHaveValue('30');
  expect(leaves()).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }));
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(await pageSize()).toHaveValue('25');
  expect(leaves()).toBe(true);
});

test('AD-5 languages published here are the tree’s columns at once', async () => {
  await open({
    'settings/publish': () => ({
      outcome: 'published',
      revision: aRevision(4, 'Rita Admin'),
      effective: { locales: ['en', 'ja', 'fr'], defaultReasonId: 'complaint' },
    }),
  });
  await pageSize();
  await userEvent.type(screen.getByRole('textbox', { name: 'Languages of reason codes' }), 'fr{Enter}');
  expect(changes()).toHaveTextContent('English, Japanese → English, Japanese, French');
  await userEvent.click(publish());
  await screen.findByText(/of the settings is published/);
  await userEvent.click(screen.getByRole('tab', { name: 'Reason codes' }));
  expect(await screen.findByRole('textbox', { name: 'Français' })).toBeInTheDocument();
});

test('AD-5 the default reason is picked from the published tree', async () => {
  const page = await open();
  await pageSize();
  const picker = screen.getByRole('combobox', { name: 'Reason of tasks that end without the agent' });
  await userEvent.type(picker, 'refund');
  await userEvent.keyboard('{Enter}');
  expect(picker).toHaveValue('Billing › Refund');
  await userEvent.click(publish());
  await screen.findByText(/of the settings is published/);
  expect(sent(page)[0]?.settings).toEqual({ pageSize: 25, defaultReasonId: 'billing_refund' });
});

test('AD-5 a supervisor reads every setting, and is told why nothing can be published', async () => {
  const { container } = await open({}, { roles: ['supervisor'] });
  expect(await screen.findByText(/requires the Flex role admin/)).toBeInTheDocument();
  expect(setting(/^Entries on the first page/)).toHaveTextContent('25');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Publish/ })).toBeNull();
  expect(await violationsIn(container)).toEqual([]);
});

test('AD-2 an earlier revision of the settings is compared and published again', async () => {
  const page = await open();
  await pageSize();
  await userEvent.click(screen.getByRole('button', { name: 'Revisions' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Revision 2/ }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'From' }), 'Revision 3');
  expect(screen.getByRole('region', { name: 'Compare' })).toHaveTextContent('25 → 5');
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Publish 2 again…' }));
  expect(await pageSize()).toHaveValue('5');
  await userEvent.click(publish());
  await screen.findByText(/of the settings is published/);
  expect(sent(page)).toEqual([{ baseVersion: '3', settings: { pageSize: 5 }, note: 'Revision 2 again' }]);
});

test('AD-5 settings that cannot be loaded are tried again', async () => {
  let works = false;
  await open({ 'settings/revisions': () => (works ? revisionsOf(PUBLISHED) : unreachable) });
  expect(await screen.findByText('Couldn’t load the settings')).toBeInTheDocument();
  works = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await pageSize()).toHaveValue('25');
});

test.each<[string, () => Promise<Page>]>([
  ['loading', () => open({ 'settings/revisions': () => never })],
  ['forbidden', () => open({ 'settings/revisions': () => refusal(403, 'forbidden') })],
  [
    'edited, offline, with an error',
    async () => {
      const page = await open();
      await type(await pageSize(), '99');
      setOnline(false);
      await screen.findByText(/You’re offline/);
      return page;
    },
  ],
  [
    'Japanese',
    async () => {
      const page = await open({}, { locale: 'ja-JP' }, '設定');
      await screen.findByRole('textbox', { name: '履歴の最初のページの件数' });
      return page;
    },
  ],
])('the settings have no accessibility violation: %s', async (_, show) => {
  const { container } = await show();
  expect(await violationsIn(container)).toEqual([]);
});

test('AD-2 what is edited while a publication is on its way stays, as a change of what was published', async () => {
  let give: (answer: object) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => (give = (body) => resolve(json(200, body))));
  const page = await open({
    'settings/publish': (_, nth) =>
      nth === 1 ? () => answer : { outcome: 'published', revision: aRevision(5, 'Rita Admin'), effective: {} },
  });
  await type(await pageSize(), '30');
  await userEvent.type(screen.getByRole('textbox', { name: /Note for colleagues/ }), 'Larger');
  await userEvent.click(publish());
  await userEvent.click(within(setting(/^Log finished/)).getByRole('switch'));
  // an edit makes no second publication of what is on its way
  expect(screen.getByRole('button', { name: 'Publishing…' })).toBeDisabled();
  await act(async () => give({ outcome: 'published', revision: aRevision(4, 'Rita Admin'), effective: {} }));
  expect(await screen.findByText('Revision 4 of the settings is published')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: /Note for colleagues/ })).toHaveValue('');
  expect(changes()).toHaveTextContent('No → Yes');
  expect(changes()).not.toHaveTextContent('25 → 30');
  await userEvent.click(publish());
  await screen.findByText('Revision 5 of the settings is published');
  expect(sent(page)[1]).toMatchObject({ baseVersion: '4', settings: { pageSize: 30, logCallToSalesforce: true } });
});

test('AD-2 one’s own publication, seen before its answer, is nobody else’s', async () => {
  let give: (answer: object) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => (give = (body) => resolve(json(200, body))));
  let isThere = false;
  const page = await open({
    'settings/publish': () => () => answer,
    'settings/revisions': () => (isThere ? revisionsOf({ pageSize: 30 }, 4) : revisionsOf(PUBLISHED)),
  });
  await type(await pageSize(), '30');
  await userEvent.click(publish());
  isThere = true;
  const asked = page.functions.to('settings/revisions').length;
  await userEvent.click(screen.getByRole('tab', { name: 'Reason codes' }));
  await userEvent.click(await screen.findByRole('tab', { name: 'Settings' }));
  await waitFor(() => expect(page.functions.to('settings/revisions').length).toBeGreaterThan(asked));
  await act(async () => give({ outcome: 'published', revision: aRevision(4, 'Rita Admin'), effective: {} }));
  expect(await screen.findByText('Revision 4 of the settings is published')).toBeInTheDocument();
  expect(screen.queryByText(/published revision 4 of the settings/)).toBeNull();
});

test('AD-2 the last revision of a page is compared with the one before it, which is read by itself', async () => {
  let works = false;
  const page = await open({
    'settings/revisions': (body) => {
      if (body.before === undefined) return { ...revisionsOf(PUBLISHED), more: true };
      return works ? { revisions: [{ ...aRevision(1), settings: { pageSize: 8 } }], more: false } : unreachable;
    },
  });
  await pageSize();
  await userEvent.click(screen.getByRole('button', { name: 'Revisions' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Revision 2/ }));
  const compare = within(screen.getByRole('region', { name: 'Compare' }));
  expect(await compare.findByText('Couldn’t read the revision')).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
  works = true;
  await userEvent.click(compare.getByRole('button', { name: /Retry/ }));
  expect(await compare.findByText(/8 → 5/)).toBeInTheDocument();
});

test('RC-6 an admin makes a code the default from its panel: the settings open with that change, to be published there', async () => {
  const page = await open({}, {}, 'Reason codes');
  (await line(/^Billing/)).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await screen.findByRole('button', { name: 'Record this code for them…' });
  await userEvent.click(screen.getByRole('button', { name: 'Record this code for them…' }));
  await pageSize();
  expect(changes()).toHaveTextContent('Billing › Refund');
  expect(screen.getByRole('combobox', { name: 'Reason of tasks that end without the agent' })).toHaveFocus();
  await userEvent.click(publish());
  await screen.findByText(/of the settings is published/);
  expect(sent(page)[0]?.settings).toEqual({ pageSize: 25, defaultReasonId: 'billing_refund' });
});

test('RC-6 a supervisor is told who chooses the default; a group, a retired and an unpublished code offer nothing', async () => {
  const published = { defaultReasonId: 'complaint' };
  await open({ 'settings/current': () => current(published) }, { roles: ['supervisor'] }, 'Reason codes');
  (await line(/^Billing/)).focus();
  expect(screen.queryByText('Tasks that end without the agent')).toBeNull();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(await screen.findByText('An admin chooses in the settings which code is recorded for them.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Record this code/ })).toBeNull();
  await userEvent.keyboard('{Delete}');
  expect(screen.queryByText('Tasks that end without the agent')).toBeNull();
  await userEvent.keyboard('{Insert}Fraud{Enter}');
  expect(await line(/^Fraud/)).toHaveFocus();
  expect(screen.queryByText('Tasks that end without the agent')).toBeNull();
  (await line(/^Complaint/)).focus();
  expect(await screen.findByText(/^An admin chose it in the settings/)).toBeInTheDocument();
});
