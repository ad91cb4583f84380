import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { never, refusal, unreachable } from '../testing/fake-functions';
import {
  aCustomer,
  aLookup,
  aMasterRecord,
  aMatch,
  anEntry,
  aPage,
  aResult,
  aTask,
  failed,
  found,
  foundBySearch,
  linkedTo,
  masterMatch,
  masterResult,
  nobody,
} from '../testing/fixtures';
import { renderTab } from '../testing/render-tab';
import { setOnline } from '../testing/set-online';

type Tab = ReturnType<typeof renderTab>;

/** Colours need a layout engine: contrast is checked in the browser. */
async function violations({ container }: Tab): Promise<string[]> {
  const { violations: found } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
const page = () => aPage([anEntry(0), anEntry(1, { comment: 'word '.repeat(40) })], { total: 9, nextCursor: 'x' });
const settled = (text: string | RegExp) => screen.findAllByText(text);

/** Each state, how it is reached, and what is on the screen when it is. */
const STATES: [name: string, show: () => Tab, reached: () => Promise<unknown>][] = [
  [
    'loading',
    () => renderTab({ 'customers/lookup': () => never, 'interactions/list': () => never, 'reason-codes/current': () => never }),
    () => screen.findAllByText(/Loading|Looking/),
  ],
  [
    'ringing',
    () => renderTab({ 'interactions/list': page }, { task: aTask({ status: 'pending' }) }),
    () => settled('Ana Torres'),
  ],
  ['one match', () => renderTab({ 'interactions/list': page }), () => settled('Ana Torres')],
  [
    'three matches',
    () =>
      renderTab({
        'customers/lookup': () =>
          aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres'), aMatch('Miguel Torres')) }),
      }),
    () => settled('Miguel Torres'),
  ],
  [
    'only in the master',
    () => renderTab({ 'customers/lookup': () => aLookup({ salesforce: found(), master: found(masterMatch('Aya Yamamoto')) }) }),
    () => settled('Aya Yamamoto'),
  ],
  [
    'nobody',
    () => renderTab({ 'customers/lookup': () => aLookup({ salesforce: found(), master: found() }) }),
    () => screen.findByRole('textbox', { name: 'Name' }),
  ],
  [
    'withheld',
    () => renderTab({}, { task: aTask({ attributes: { from: 'anonymous' } }) }),
    () => screen.findByRole('textbox', { name: 'Name' }),
  ],
  [
    'Salesforce down',
    () =>
      renderTab({
        'customers/lookup': () => aLookup({ salesforce: failed, stored: { status: 'ok', customer: aCustomer('Ana Torres') } }),
        'interactions/list': page,
      }),
    () => Promise.all([settled('Ana Torres'), screen.findAllByText(/Salesforce/)]),
  ],
  [
    'everything down',
    () =>
      renderTab({
        'customers/lookup': () => unreachable,
        'interactions/list': () => unreachable,
        'reason-codes/current': () => unreachable,
      }),
    async () => {
      await waitFor(() => expect(screen.getAllByRole('button', { name: /^Retry/ }).length).toBeGreaterThanOrEqual(2));
    },
  ],
  ['Japanese', () => renderTab({ 'interactions/list': page }, { locale: 'ja-JP' }), () => settled('Ana Torres')],
];

test.each(STATES)('the state “%s” has no accessibility violation', async (_name, show, reached) => {
  const tab = show();
  await reached();
  expect(await violations(tab)).toEqual([]);
});

const linkFails = { 'tasks/link-customer': () => unreachable };
const twoFound = { 'customers/search': () => foundBySearch([masterResult('Aya Yamamoto'), aResult('Kenji Yamamoto')]) };
const search = async (tab: Tab): Promise<Tab> => {
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'yamamoto{Enter}');
  await screen.findByRole('heading', { name: 'Results' });
  return tab;
};
const openMaster = async (answers: Parameters<typeof renderTab>[0] = {}): Promise<Tab> => {
  const tab = await search(
    renderTab({ 'customers/lookup': nobody, 'customers/master-record': () => aMasterRecord(), ...twoFound, ...answers }),
  );
  await screen.findAllByRole('option');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  return tab;
};
const press = async (name: string | RegExp): Promise<void> => userEvent.click(await screen.findByRole('button', { name }));
const openForm = async (answers: Parameters<typeof renderTab>[0] = {}): Promise<Tab> => {
  const tab = renderTab({ 'customers/lookup': nobody, ...answers });
  await screen.findByRole('textbox', { name: 'Name' });
  await press('New customer');
  return tab;
};
const askedAboutAddress = async (): Promise<Tab> => {
  const tab = renderTab({ 'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres'), { addressKept: false }) });
  await press(/Confirm/);
  await screen.findByRole('button', { name: 'Yes' });
  return tab;
};

const IDENTIFY: [name: string, show: () => Promise<Tab>][] = [
  ['searching', () => search(renderTab({ 'customers/lookup': nobody, 'customers/search': () => never }))],
  ['results', () => search(renderTab({ 'customers/lookup': nobody, ...twoFound }))],
  ['nothing found', () => search(renderTab({ 'customers/lookup': nobody, 'customers/search': () => foundBySearch([]) }))],
  ['search failed', () => search(renderTab({ 'customers/lookup': nobody, 'customers/search': () => unreachable }))],
  [
    'one source of the search failed',
    () => search(renderTab({ 'customers/lookup': nobody, 'customers/search': () => foundBySearch([], { master: failed }) })),
  ],
  ['master record loading', () => openMaster({ 'customers/master-record': () => never })],
  ['master record', () => openMaster()],
  ['master down', () => openMaster({ 'customers/master-record': () => unreachable })],
  [
    'master record, Salesforce down',
    () => openMaster({ 'customers/master-record': () => aMasterRecord({ salesforce: 'failed' }) }),
  ],
  [
    'import failed',
    async () => {
      const tab = await openMaster({ 'customers/import': () => unreachable });
      await press(/Add to Salesforce/);
      await screen.findByRole('alert');
      return tab;
    },
  ],
  [
    'duplicates',
    async () => {
      const tab = await openMaster({
        'customers/import': () => ({ outcome: 'duplicates', duplicates: [aMatch('Aya'), aMatch('Aya Y.')] }),
      });
      await press(/Add to Salesforce/);
      await screen.findAllByRole('radio');
      return tab;
    },
  ],
  ['new customer', () => openForm()],
  [
    'new customer refused',
    async () => {
      const tab = await openForm({
        'customers/create': () =>
          refusal(400, 'invalid_request', { fields: { lastName: { code: 'required' }, phone: { code: 'not_a_phone' } } }),
      });
      await press('Create');
      await screen.findByRole('alert');
      return tab;
    },
  ],
  [
    'phone taken',
    async () => {
      const matches = [aMatch('Rosa Delgado Kim'), masterMatch('Rosa Kim')];
      const tab = await openForm({ 'customers/create': () => ({ outcome: 'held', field: 'phone', matches }) });
      await userEvent.type(screen.getByRole('textbox', { name: 'Last name' }), 'Kim{Enter}');
      await screen.findByRole('button', { name: 'Use this customer instead: Rosa Kim' });
      return tab;
    },
  ],
  ['the question whose number it is', askedAboutAddress],
  [
    'a case being written',
    async () => {
      const tab = await askedAboutAddress();
      await press('New case');
      return tab;
    },
  ],
  [
    'the choice changed',
    async () => {
      const tab = await askedAboutAddress();
      await press('Change');
      return tab;
    },
  ],
  [
    'a result that could not be linked',
    async () => {
      const tab = await search(renderTab({ 'customers/lookup': nobody, ...twoFound, ...linkFails }));
      await userEvent.click((await screen.findAllByRole('option'))[1] as HTMLElement);
      await screen.findByRole('alert');
      return tab;
    },
  ],
];

test.each(IDENTIFY)('ID-8 … ID-12 the state “%s” has no accessibility violation', async (_name, show) => {
  expect(await violations(await show())).toEqual([]);
});

test('the linked customer with details, and the open picker, have none', async () => {
  const tab = renderTab({ 'interactions/list': page });
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Details' }));
  await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'bill');
  expect(screen.getAllByRole('option').length).toBeGreaterThan(0);
  expect(await violations(tab)).toEqual([]);
});

test('refused, failed, waiting and offline have none', async () => {
  const tab = renderTab({ 'interactions/record': () => unreachable });
  await settled('Ana Torres');
  await act(async () => void (await tab.session.wrapUp.mayComplete()));
  expect(await violations(tab)).toEqual([]);
  await userEvent.type(screen.getByRole('combobox', { name: /Reason/ }), 'ref{Enter}');
  await act(async () => void (await tab.session.wrapUp.mayComplete()));
  expect(await violations(tab)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Complete now, send later' }));
  act(() => setOnline(false));
  expect(screen.getByText(/Offline since/)).toBeVisible();
  expect(await violations(tab)).toEqual([]);
});

test('ID-13 a section that throws costs itself alone', async () => {
  const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  // an entry no server of ours sends: the contract is broken, the tab is not
  renderTab({ 'interactions/list': () => aPage([{ ...anEntry(0), worker: null } as never]) });
  expect(await screen.findAllByText('Something went wrong in this section')).not.toHaveLength(0);
  expect(screen.getByRole('textbox', { name: /Comment/ })).toBeVisible();
  silence.mockRestore();
});
