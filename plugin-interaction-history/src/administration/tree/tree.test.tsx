import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aCode, CODES, draftsIn, line, lines, PUBLISHED, renderAdministration } from '../testing/render-administration';

const press = async (keys: string): Promise<void> => void (await userEvent.keyboard(keys));
const focusOn = async (name: string | RegExp): Promise<void> => (await line(name)).focus();
/** The line that has the focus. */
const here = (): string => document.activeElement?.textContent ?? '';

test('AD-1 the tree is a tree to assistive technology: level, place, open or closed, what is chosen', async () => {
  renderAdministration();
  const billing = await line(/^Billing/);
  expect(billing).toHaveAttribute('aria-level', '1');
  expect(billing).toHaveAttribute('aria-posinset', '1');
  expect(billing).toHaveAttribute('aria-setsize', '2');
  expect(billing).toHaveAttribute('aria-expanded', 'false');
  expect(billing).toHaveAccessibleName(/2 reasons/);
  expect(await line(/^Complaint/)).not.toHaveAttribute('aria-expanded');
  const reachable = screen.getAllByRole('treeitem').filter(({ tabIndex }) => tabIndex === 0);
  expect(reachable).toEqual([billing]);
});

test('AD-1 ↑ ↓ → ← Home End walk, open and close', async () => {
  renderAdministration();
  await focusOn(/^Billing/);
  await press('{ArrowRight}');
  expect(await line(/^Billing/)).toHaveAttribute('aria-expanded', 'true');
  await press('{ArrowRight}');
  expect(here()).toContain('Refund');
  await press('{ArrowDown}');
  expect(here()).toContain('Invoice query');
  await press('{ArrowLeft}');
  expect(here()).toContain('Billing');
  await press('{ArrowLeft}');
  expect(screen.queryByRole('treeitem', { name: /Invoice query/ })).toBeNull();
  await press('{End}');
  expect(here()).toContain('Complaint');
  await press('{Home}');
  expect(here()).toContain('Billing');
});

test('AD-1 letters find the next line that begins so', async () => {
  renderAdministration();
  await focusOn(/^Billing/);
  await press('co');
  expect(here()).toContain('Complaint');
});

test('AD-1 F2 renames in place, Enter keeps it, Esc does not', async () => {
  renderAdministration();
  await focusOn(/^Complaint/);
  await press('{F2}');
  expect(screen.getByRole('textbox', { name: 'New name for Complaint' })).toHaveFocus();
  await press('Grievance{Escape}');
  expect(await line(/^Complaint/)).toHaveFocus();
  await press('{F2}Grievance{Enter}');
  const renamed = await line(/^Grievance/);
  expect(renamed).toHaveFocus();
  expect(within(renamed).getByText('Changed')).toBeInTheDocument();
});

test('AD-1 Insert adds a code with a name and a reporting value; one step takes it back', async () => {
  const { functions } = renderAdministration();
  await focusOn(/^Billing/);
  await press('{ArrowRight}{ArrowRight}{Insert}Goodwill credit{Enter}');
  const added = await line(/^Goodwill credit/);
  expect(added).toHaveFocus();
  expect(added).toHaveAccessibleName(/New.*日本語 missing/);
  expect(lines().map((text) => text.split(/,|\d/)[0])).toEqual([
    'Billing',
    'Refund',
    'Goodwill credit',
    'Invoice query',
    'Complaint',
  ]);
  // a slow typist's first save may have half a name
  await waitFor(() =>
    expect(
      draftsIn(functions.to('reason-codes/draft'))
        .pop()
        ?.codes?.find(({ labels }) => labels.en === 'Goodwill credit'),
    ).toMatchObject({ parentId: 'billing', reportingValue: 'billing_goodwill_credit' }),
  );
  await press('{Control>}z{/Control}');
  expect(screen.queryByRole('treeitem', { name: /Goodwill/ })).toBeNull();
  await press('{Control>}y{/Control}');
  expect(await line(/^Goodwill credit/)).toBeInTheDocument();
});

test('AD-1 Esc while naming a new code takes it away again', async () => {
  renderAdministration();
  await focusOn(/^Complaint/);
  await press('{Insert}{Escape}');
  expect(lines()).toHaveLength(2);
  expect(screen.queryByText(/Draft ·/)).toBeNull();
});

test('AD-4 Delete retires what is published, and Ctrl Z takes it back', async () => {
  renderAdministration();
  await focusOn(/^Complaint/);
  await press('{Delete}');
  expect(await line(/^Complaint.*Retired/)).toBeInTheDocument();
  expect(screen.getByText(/Complaint retired/)).toBeInTheDocument();
  await press('{Control>}z{/Control}');
  expect(await line(/^Complaint/)).not.toHaveAccessibleName(/Retired/);
});

test('AD-1 Alt with the arrows reorders and indents, and the focus goes along', async () => {
  renderAdministration();
  await focusOn(/^Complaint/);
  await press('{Alt>}{ArrowUp}{/Alt}');
  expect(lines()[0]).toContain('Complaint');
  expect(here()).toContain('Complaint');
  await press('{Alt>}{ArrowDown}{ArrowRight}{/Alt}');
  const inside = await line(/^Complaint/);
  expect(inside).toHaveAttribute('aria-level', '2');
  expect(inside).toHaveFocus();
  expect(inside).toHaveAccessibleName(/Moved/);
  await press('{Alt>}{ArrowLeft}{/Alt}');
  expect(await line(/^Complaint/)).toHaveAttribute('aria-level', '1');
});

test('AD-1 a code cannot be moved below itself', async () => {
  renderAdministration();
  await focusOn(/^Billing/);
  await press('{Alt>}{ArrowRight}{/Alt}');
  expect(screen.getByText('Billing can’t move that way')).toBeInTheDocument();
  expect(screen.queryByText(/Draft ·/)).toBeNull();
});

test.each([
  ['返金', 'Refund'],
  ['billing_inv', 'Invoice query'],
])('AD-1 search finds labels of every language and reporting values: %s', async (typed, expected) => {
  renderAdministration();
  await line(/^Billing/);
  await userEvent.type(screen.getByRole('searchbox', { name: 'Find a code or reporting value' }), typed);
  expect(lines()).toHaveLength(2);
  expect(lines()[1]).toContain(expected);
  await press('{ArrowDown}');
  expect(here()).toContain('Billing');
});

test('AD-1 a search without a result says so and leads back', async () => {
  renderAdministration();
  await line(/^Billing/);
  await userEvent.type(screen.getByRole('searchbox'), 'zzz');
  expect(screen.getByText('No code matches “zzz”')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(lines()).toHaveLength(2);
});

test('AD-4 retired codes are shown when asked for, and counted always', async () => {
  renderAdministration();
  await line(/^Billing/);
  expect(screen.getByText('4 active · 1 retired')).toBeInTheDocument();
  expect(screen.queryByRole('treeitem', { name: /cheque/ })).toBeNull();
  await userEvent.click(screen.getByRole('switch', { name: 'Show retired' }));
  expect(await line(/^Refund by cheque.*Retired/)).toBeInTheDocument();
});

test('AD-1 of 2,000 codes only those in sight are drawn, and End reaches the last', async () => {
  const codes = [...CODES, ...Array.from({ length: 1_995 }, (_, i) => aCode(`c${i}`, null, `Reason ${i}`, { order: 10 + i }))];
  renderAdministration({
    'reason-codes/current': () => ({ version: 41, tree: { ...PUBLISHED, codes }, mostUsed: null }),
  });
  await focusOn(/^Billing/);
  expect(lines().length).toBeLessThan(60);
  await press('{End}');
  expect(here()).toContain('Reason 1994');
  expect(await line(/^Reason 1994/)).toHaveAttribute('aria-setsize', '1997');
});

test('AD-1 the default for tasks that end without the agent is marked', async () => {
  renderAdministration();
  expect(await line(/^Complaint.*Default/)).toBeInTheDocument();
});
