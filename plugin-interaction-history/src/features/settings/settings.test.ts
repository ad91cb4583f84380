import { createApi } from '../../api/client';
import { browserStorage } from '../../state/browser-storage';
import { fakeFunctions, FUNCTIONS_URL, unreachable } from '../../testing/fake-functions';
import { createSettings } from './settings';

const api = createApi({ functionsUrl: () => FUNCTIONS_URL, token: () => 't' });
const answer = (published: object): object => ({
  version: 1,
  published,
  deployed: {},
  defaults: {},
  effective: { requiredCustomerFields: ['lastName', 'phone'], popMode: 'tab', ...published },
});
afterEach(() => localStorage.clear());

test('AD-5 what was published holds in the tab; what was not leaves the Flex configuration its word', async () => {
  fakeFunctions({ 'settings/current': (_body, nth) => answer(nth === 1 ? {} : { popMode: 'panel' }) });
  const settings = createSettings(api, browserStorage());
  await settings.load();
  expect(settings.store.get()).toEqual({
    requiredCustomerFields: ['lastName', 'phone'],
    popMode: null,
    wrapUpPolicy: 'reason',
    isSettled: true,
  });
  await settings.load();
  expect(settings.store.get().popMode).toBe('panel');
});

test('AD-5 a page that cannot read them goes on with what the browser was told last, and asks again', async () => {
  const { answers } = fakeFunctions({ 'settings/current': () => answer({ popMode: 'off', requiredCustomerFields: ['email'] }) });
  await createSettings(api, browserStorage()).load();
  answers['settings/current'] = () => unreachable;
  const later = createSettings(api, browserStorage());
  const told = { requiredCustomerFields: ['email'], popMode: 'off', wrapUpPolicy: 'reason' };
  expect(later.store.get()).toEqual({ ...told, isSettled: false });
  await later.load();
  expect(later.store.get()).toEqual({ ...told, isSettled: true });
  answers['settings/current'] = () => answer({});
  later.refresh();
  await later.load();
  expect(later.store.get().popMode).toBeNull();
});

test('AD-5 arriving tasks ask once a minute at most', async () => {
  let time = 0;
  const functions = fakeFunctions({ 'settings/current': () => answer({}) });
  const settings = createSettings(api, browserStorage(), () => time);
  await settings.load();
  settings.refresh();
  time = 60_000;
  settings.refresh();
  settings.refresh();
  expect(functions.to('settings/current')).toHaveLength(2);
});
