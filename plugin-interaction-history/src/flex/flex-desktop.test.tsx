import * as React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type * as FlexUi from '@twilio/flex-ui';
import { aTask, RESERVATION } from '../testing/fixtures';
import { stringsFor } from '../strings/strings';
import { createFlexDesktop } from './flex-desktop';

const [OFFLINE, AVAILABLE] = ['1', '2'].map((n) => `WA${n.repeat(32)}`) as [string, string];

/** Flex with one task selected, in one of its views. */
function flexWith(
  view: { activeView: string; selectedTaskSid: string | undefined },
  calling: object = {},
  activitySid = AVAILABLE,
) {
  const invoked: string[] = [];
  const contents = new Map<string, React.ReactElement<{ notificationContext?: unknown }>>();
  let shown: React.ReactElement | null = null;
  const flex = {
    Actions: {
      invokeAction: async (name: string) => void invoked.push(name),
    },
    NotificationType: { error: 'error' },
    Notifications: {
      registerNotification: ({ id, content }: { id: string; content: React.ReactElement<{ notificationContext?: unknown }> }) =>
        void contents.set(id, content),
      showNotification(id: string, notificationContext: unknown) {
        const content = contents.get(id);
        shown = content === undefined ? null : React.cloneElement(content, { notificationContext });
      },
      dismissNotificationById: () => undefined,
    },
  };
  const flexState = { view, worker: { activity: { sid: activitySid } } };
  const serviceConfiguration = { taskrouter_offline_activity_sid: OFFLINE, ...calling };
  const manager = { serviceConfiguration, store: { getState: () => ({ flex: flexState }) } };
  const desktop = createFlexDesktop(flex as unknown as typeof FlexUi, manager as unknown as FlexUi.Manager, stringsFor('en'));
  return { desktop, invoked, shown: () => shown };
}
const OTHER = `WR${'7'.repeat(32)}`;

test.each([RESERVATION, undefined])(
  'RC-1 a refusal brings the tab up without a bar over it, with %s selected',
  (selectedTaskSid) => {
    const { desktop, invoked, shown } = flexWith({ activeView: 'agent-desktop', selectedTaskSid });
    desktop.refuse(aTask(), 'reason', 'David Okafor');
    expect(invoked[0]).toBe('NavigateToView');
    expect(shown()).toBeNull();
  },
);

test.each([
  ['another task', { activeView: 'agent-desktop', selectedTaskSid: OTHER }],
  ['another view', { activeView: 'reason-codes', selectedTaskSid: RESERVATION }],
])('RC-1 an agent at work in %s stays there; a notice names the task and leads to it', async (_where, view) => {
  const { desktop, invoked, shown } = flexWith(view);
  desktop.refuse(aTask(), 'failed', 'David Okafor');
  expect(invoked).toEqual([]);
  render(<>{shown()}</>);
  expect(screen.getByText(/David Okafor: The task is not completed/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Open the task' }));
  expect(invoked.slice(0, 2)).toEqual(['NavigateToView', 'SelectTask']);
});

test.each([
  ['set up, and the agent available', true, AVAILABLE, true],
  ['set up, and the agent offline: Flex would refuse without a word', true, OFFLINE, false],
  ['not set up', false, AVAILABLE, false],
])('IH-6 outbound calls %s', (_, enabled, activitySid, canCall) => {
  const view = { activeView: 'agent-desktop', selectedTaskSid: undefined };
  const { desktop } = flexWith(view, { outbound_call_flows: { default: { enabled } } }, activitySid);
  expect(desktop.canCall()).toBe(canCall);
});

test('IH-6 where Flex has said nothing of outbound calls, there are none', () => {
  expect(flexWith({ activeView: 'agent-desktop', selectedTaskSid: undefined }).desktop.canCall()).toBe(false);
});
