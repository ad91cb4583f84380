import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../testing/fake-functions';
import { aTask, recordedAs, SETTINGS, TREE } from '../../testing/fixtures';
import { renderTab } from '../../testing/render-tab';
import { choose, comment, complete, ready, reason } from '../../testing/wrap-up-form';

const WRAPPING = { task: aTask({ status: 'wrapping' }) };
const withoutRefund = {
  ...TREE,
  version: 4,
  codes: TREE.codes.map((code) => (code.id === 'billing_refund' ? { ...code, active: false } : code)),
};
const settings = (wrapUpPolicy: 'reason' | 'reason-and-comment') => ({
  ...SETTINGS,
  published: { wrapUpPolicy },
  effective: { ...SETTINGS.effective, wrapUpPolicy },
});

describe('AD-5 the policy of a task', () => {
  const published = (first: Parameters<typeof settings>[0]) => {
    let policy = first;
    return { publish: (next: typeof policy) => (policy = next), answers: { 'settings/current': () => settings(policy) } };
  };

  test('AD-5 one published in the middle of a wrap-up asks nothing more of the task that is in it', async () => {
    const { publish, answers } = published('reason');
    const tab = renderTab(answers, WRAPPING);
    await choose('ref');
    publish('reason-and-comment');
    await act(() => tab.worker.settings.load());
    expect(comment()).toHaveAttribute('aria-required', 'false');
    expect(await complete(tab)).toBe(true);
  });

  test('AD-5 before wrap-up, and for the next task, the newest holds', async () => {
    const { publish, answers } = published('reason');
    const tab = renderTab(answers);
    await choose('ref');
    publish('reason-and-comment');
    await act(() => tab.worker.settings.load());
    expect(comment()).toHaveAttribute('aria-required', 'true');
    expect(await complete(tab)).toBe(false);
  });

  test('AD-5 what an earlier page was told is not what a wrap-up begins with: the answer of this page is', async () => {
    localStorage.setItem('interaction-history:settings', JSON.stringify({ wrapUpPolicy: 'reason-and-comment' }));
    renderTab({ 'settings/current': () => settings('reason') }, WRAPPING);
    await ready();
    await waitFor(() => expect(comment()).toHaveAttribute('aria-required', 'false'));
  });
});

describe('AD-2 what the server takes no longer', () => {
  const refusing = (fields: Record<string, FieldProblem>) => refusal(400, 'invalid_request', { fields });

  test('AD-2 a reason refused though one stands there is said to be gone, and the newest codes are offered instead', async () => {
    let tree = TREE;
    const tab = renderTab(
      {
        'reason-codes/current': () => ({ version: tree.version, tree, mostUsed: null }),
        'interactions/record': (body) =>
          body.reasonId === 'billing_refund' ? refusing({ reasonId: { code: 'unknown_value' } }) : recordedAs(body),
      },
      WRAPPING,
    );
    await choose('ref');
    await userEvent.type(comment(), 'kept');
    tree = withoutRefund;
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('reason-gone');
    await waitFor(() => expect(reason()).toHaveFocus());
    expect(reason()).toHaveAccessibleDescription('This reason can no longer be chosen: choose another.');
    expect(screen.getByRole('alert')).toHaveTextContent('Your comment is kept.');
    expect(screen.queryByText(/You may keep it/)).toBeNull();
    await waitFor(async () => {
      await userEvent.clear(reason());
      await userEvent.type(reason(), 'refund');
      expect(screen.queryByRole('option', { name: /Refund/ })).toBeNull();
    });
    await userEvent.clear(reason());
    await choose('inv');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await complete(tab)).toBe(true);
    expect(comment()).toHaveValue('kept');
  });

  test('AD-5 a comment that became required is asked for, and marked so from then on', async () => {
    let policy: Parameters<typeof settings>[0] = 'reason';
    const tab = renderTab(
      {
        'settings/current': () => settings(policy),
        'interactions/record': (body) => (body.comment === '' ? refusing({ comment: { code: 'required' } }) : recordedAs(body)),
      },
      WRAPPING,
    );
    await choose('ref');
    policy = 'reason-and-comment';
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('comment');
    await waitFor(() => expect(comment()).toHaveAttribute('aria-required', 'true'));
    await userEvent.type(comment(), 'kept');
    expect(await complete(tab)).toBe(true);
  });

  test('a comment refused though there is one is no missing comment: the refusal is told as it is', async () => {
    const tab = renderTab({ 'interactions/record': () => refusing({ comment: { code: 'too_long', limit: 4_000 } }) }, WRAPPING);
    await choose('ref');
    await userEvent.type(comment(), 'kept');
    expect(await complete(tab)).toBe(false);
    expect(tab.desktop.refuse.mock.lastCall?.[1]).toBe('failed');
    expect(screen.getByRole('alert')).toHaveTextContent('Something you entered isn’t valid.');
  });
});
