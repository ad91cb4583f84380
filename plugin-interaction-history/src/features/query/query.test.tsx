import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { never, refusal, unreachable } from '../../testing/fake-functions';
import {
  aCustomer,
  aLookup,
  aMatch,
  aResult,
  aTask,
  failed,
  found,
  foundBySearch,
  linkedTo,
  masterResult,
  nobody,
} from '../../testing/fixtures';
import { en } from '../../strings/en';
import { ja } from '../../strings/ja';
import { renderTab } from '../../testing/render-tab';

const name = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Name' });
const options = (): Promise<HTMLElement[]> => screen.findAllByRole('option');
const kenji = aResult('Kenji Yamamoto', { sources: ['salesforce', 'master'] });
const three = [masterResult('Aya Yamamoto'), kenji, aResult('Laura Yamamoto-Price')];

test('ID-8 nobody found: the pane is open by itself, with the focus in Name, and one field is enough', async () => {
  const { functions } = renderTab({ 'customers/lookup': nobody, 'customers/search': () => foundBySearch(three) });
  await waitFor(async () => expect(await name()).toHaveFocus());
  expect(screen.getByRole('button', { name: 'Search' })).toBeDisabled();
  expect(screen.getByText('Fill in one field to search')).toBeVisible();
  await userEvent.type(await name(), ' yamamoto {Enter}');
  expect(await options()).toHaveLength(3);
  const { Token: _token, ...asked } = functions.to('customers/search')[0]?.body ?? {};
  expect(asked).toEqual({ name: 'yamamoto', taskSid: aTask().taskSid });
});

test('ID-2 a withheld number opens the pane with the focus in Name; nothing was looked up', async () => {
  const { functions } = renderTab({}, { task: aTask({ attributes: { from: 'anonymous' } }) });
  await waitFor(async () => expect(await name()).toHaveFocus());
  expect(functions.sent.map(({ path }) => path)).not.toContain('customers/lookup');
});

test('ID-8 the pane that opens by itself takes no focus from what is being typed, and takes it once', async () => {
  const { show, task } = renderTab({
    'customers/lookup': () => () => new Promise((answer) => setTimeout(() => answer(asJson()), 60)),
  });
  const comment = screen.getByRole('textbox', { name: /Comment/ });
  await userEvent.type(comment, 'abc');
  await name();
  await userEvent.type(comment, 'def', { skipClick: true });
  expect(comment).toHaveValue('abcdef');
  show({ ...task, phase: 'wrapping' });
  expect(comment).toHaveFocus();
});
const asJson = (): Response =>
  ({ ok: true, status: 200, text: () => Promise.resolve(JSON.stringify(nobody())) }) as unknown as Response;

test.each(['Name', 'Email', 'Customer number', 'Company', 'Postal code', 'Phone'])(
  'ID-8 Enter searches from the field “%s”, by that field alone',
  async (label) => {
    const { functions } = renderTab({ 'customers/lookup': nobody, 'customers/search': () => foundBySearch([]) });
    await userEvent.type(await screen.findByRole('textbox', { name: label }), 'x{Enter}');
    expect(await screen.findByText('No customer was found')).toBeVisible();
    const { Token: _token, taskSid: _taskSid, ...asked } = functions.to('customers/search')[0]?.body ?? {};
    expect(Object.values(asked)).toEqual(['x']);
  },
);

test('ID-8 ↓ walks the results, Esc goes back to the field, Enter opens; each has a badge for every source that has it', async () => {
  const { functions, screenPop } = renderTab({
    'customers/lookup': nobody,
    'customers/search': () => foundBySearch(three),
    'tasks/link-customer': () => linkedTo(aCustomer('Kenji Yamamoto')),
  });
  await userEvent.type(await name(), 'yamamoto{Enter}');
  const [first, second, third] = await options();
  expect(within(second as HTMLElement).getByText('Salesforce')).toBeVisible();
  expect(within(second as HTMLElement).getByText('Master')).toBeVisible();
  expect(within(third as HTMLElement).queryByText('Master')).toBeNull();
  await userEvent.keyboard('{ArrowDown}');
  expect(first).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(await name()).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(second).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(await name()).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(await screen.findByRole('heading', { name: 'Kenji Yamamoto' })).toBeVisible();
  expect(JSON.parse(functions.to('tasks/link-customer')[0]?.body.record ?? '')).toMatchObject({ source: 'salesforce' });
  expect(screenPop.pop).toHaveBeenCalledWith(kenji.salesforce?.url, 'gesture');
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
});

test('ID-11 Search in the header opens the pane over a linked customer; Esc goes back to where it was', async () => {
  renderTab();
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await screen.findByRole('heading', { name: 'Ana Torres' });
  await userEvent.click(screen.getByRole('button', { name: 'Search' }));
  await waitFor(async () => expect(await name()).toHaveFocus());
  expect(screen.getByRole('button', { name: 'New customer' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(await screen.findByRole('heading', { name: 'Ana Torres' })).toBeVisible();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Search' })).toHaveFocus());
});

test('ID-8 a search that is opened again has its old words selected: the next key replaces them', async () => {
  renderTab();
  await userEvent.click(await screen.findByRole('button', { name: /Confirm/ }));
  await screen.findByRole('heading', { name: 'Ana Torres' });
  await userEvent.click(screen.getByRole('button', { name: 'Search' }));
  await userEvent.type(await name(), 'okafor');
  await userEvent.keyboard('{Escape}');
  await userEvent.click(await screen.findByRole('button', { name: 'Search' }));
  await waitFor(async () => expect(await name()).toHaveFocus());
  await userEvent.keyboard('lopez');
  expect(await name()).toHaveValue('lopez');
});

test.each([en, ja])('ID-13 a time-out names no number of seconds: requests wait for different times', ({ errors }) => {
  expect(errors.timeout).not.toMatch(/\d/);
});

test('ID-8 where nobody was found, Esc goes on to the reason: there is nobody to go back to', async () => {
  renderTab({ 'customers/lookup': nobody });
  await userEvent.click(await name());
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Reason/ })).toHaveFocus());
});

test('ID-8 text and results stay while the task lives: over other tabs and tasks', async () => {
  const { unmount, again } = renderTab({ 'customers/lookup': nobody, 'customers/search': () => foundBySearch(three) });
  await userEvent.type(await name(), 'yamamoto{Enter}');
  await options();
  unmount();
  again();
  expect(await name()).toHaveValue('yamamoto');
  expect(await options()).toHaveLength(3);
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(await name()).toHaveValue('');
  expect(await name()).toHaveFocus();
  expect(screen.queryByRole('option')).toBeNull();
});

test('ID-8 more than 20: the best are shown and how many there are', async () => {
  const twenty = Array.from({ length: 20 }, (_, n) => aResult(`Yamamoto ${n}`, { key: `salesforce:${n}` }));
  renderTab({
    'customers/lookup': nobody,
    'customers/search': () => foundBySearch(twenty, { salesforce: { status: 'ok', total: 137 } }),
  });
  await userEvent.type(await name(), 'yamamoto{Enter}');
  expect(await screen.findByText('20 of 137')).toBeVisible();
  expect(screen.getByText(/Fill in more to narrow/)).toBeVisible();
});

test('ID-13 a source that fails costs its own box; Retry asks again with the same words', async () => {
  const { functions } = renderTab({
    'customers/lookup': nobody,
    'customers/search': (_body, nth) =>
      nth === 1 ? foundBySearch([three[2] ?? kenji], { master: failed }) : foundBySearch(three),
  });
  await userEvent.type(await name(), 'yamamoto{Enter}');
  expect(await options()).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Retry: The master isn’t responding to searches' }));
  await waitFor(async () => expect(await options()).toHaveLength(3));
  expect(functions.to('customers/search').map(({ body }) => body.name)).toEqual(['yamamoto', 'yamamoto']);
});

test('ID-13 the search failing as a whole says why; what was typed stays', async () => {
  renderTab({ 'customers/lookup': nobody, 'customers/search': () => unreachable });
  await userEvent.type(await name(), 'yamamoto{Enter}');
  expect(await screen.findByText('The search failed')).toBeVisible();
  expect(await name()).toHaveValue('yamamoto');
});

test('ID-8 a field the server refuses says what is wrong with it', async () => {
  renderTab({
    'customers/lookup': nobody,
    'customers/search': () => refusal(400, 'invalid_request', { fields: { phone: { code: 'too_long', limit: 200 } } }),
  });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Phone' }), '1{Enter}');
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: 'Phone' })).toHaveAccessibleDescription('Enter at most 200 characters.'),
  );
});

test('a later search overtakes one that is on its way', async () => {
  renderTab({
    'customers/lookup': nobody,
    'customers/search': (_body, nth) => (nth === 1 ? never : foundBySearch([kenji])),
  });
  await userEvent.type(await name(), 'y{Enter}');
  expect(await screen.findByText('Searching…')).toBeInTheDocument();
  await userEvent.type(await name(), 'a{Enter}');
  expect(await options()).toHaveLength(1);
});

test('ID-3 while it rings a result can be looked at, not linked', async () => {
  const { functions } = renderTab(
    { 'customers/lookup': nobody, 'customers/search': () => foundBySearch([kenji]) },
    { task: aTask({ status: 'pending' }) },
  );
  await userEvent.type(await name(), 'y{Enter}');
  await options();
  expect(screen.getByText('Confirm after you accept')).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(functions.to('tasks/link-customer')).toEqual([]);
});

test('several matches stay where they are behind the search', async () => {
  renderTab({ 'customers/lookup': () => aLookup({ salesforce: found(aMatch('Ana Torres'), aMatch('Anna Torres')) }) });
  expect(await screen.findAllByRole('radio')).toHaveLength(2);
  await userEvent.click(screen.getByRole('button', { name: 'Search' }));
  expect(screen.queryByRole('radio')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Back/ }));
  expect(await screen.findAllByRole('radio')).toHaveLength(2);
});
