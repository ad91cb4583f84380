import * as React from 'react';
import type * as FlexUi from '@twilio/flex-ui';
import { OWN_ATTRIBUTES } from '@interaction-history/shared/src/caller/own-attributes';
import type { FlexDesktop } from '../features/wrap-up/desktop-port';
import type { Refusal } from '../features/wrap-up/wrap-up-state';
import type { Strings } from '../strings/en';
import type { AgentTask } from '../tasks/agent-task';
import { TextButton } from '../ui/TextButton';

export const TAB_NAME = 'interaction-history';
const DESKTOP_VIEW = 'agent-desktop';

/** Long enough to read; it lies over Flex's own buttons, so it must go by itself as well (RC-1). */
const NOTICE_MS = 6_000;
const NOTICES: Record<Refusal | 'unconfigured', string> = {
  reason: 'InteractionHistoryReasonMissing',
  'reason-gone': 'InteractionHistoryReasonGone',
  comment: 'InteractionHistoryCommentMissing',
  codes: 'InteractionHistoryNoReasons',
  failed: 'InteractionHistoryNotRecorded',
  unconfigured: 'InteractionHistoryNotConfigured',
};

/** The desktop as the wrap-up needs it. */
export function createFlexDesktop(
  flex: typeof FlexUi,
  manager: Pick<FlexUi.Manager, 'store' | 'serviceConfiguration'>,
  strings: Strings,
): FlexDesktop {
  const { Actions, Notifications, NotificationType } = flex;
  const { notifications: words } = strings;
  const register = (id: string, content: string | React.ReactElement): void =>
    Notifications.registerNotification({
      ...{ id, type: NotificationType.error, timeout: NOTICE_MS, closeButton: true },
      content: content as string,
    });
  const refusals: Record<Refusal, string> = {
    reason: words.reasonMissing,
    'reason-gone': words.reasonGone,
    comment: words.commentMissing,
    codes: words.noReasons,
    failed: words.recordFailed,
  };
  for (const [refusal, text] of Object.entries(refusals) as [Refusal, string][])
    register(NOTICES[refusal], <Elsewhere words={text} open={words.openTask} />);
  register(NOTICES.unconfigured, words.notConfigured);

  const selectTab = (): Promise<unknown> =>
    Actions.invokeAction('SetComponentState', { name: 'AgentTaskCanvasTabs', state: { selectedTabName: TAB_NAME } });
  const show = async (task: AgentTask): Promise<void> => {
    await Actions.invokeAction('NavigateToView', { viewName: DESKTOP_VIEW });
    await Actions.invokeAction('SelectTask', { sid: task.reservationSid });
    await selectTab();
    // Flex resets the tab as it renders a newly selected task, after the action has ended
    window.setTimeout(() => void selectTab(), 50);
  };
  const reported = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => console.error('interaction-history: Flex refused an action', error));
  /** The agent works on another task, or in another view: words meant for there must not land here. */
  const isElsewhere = ({ reservationSid }: AgentTask): boolean => {
    const { activeView, selectedTaskSid } = manager.store.getState().flex.view;
    return activeView !== DESKTOP_VIEW || Boolean(selectedTaskSid && selectedTaskSid !== reservationSid);
  };
  const withdrawNotices = (): void => {
    for (const id of Object.values(NOTICES)) Notifications.dismissNotificationById(id);
  };

  return {
    showTab: (task) => reported(show(task)),
    completeTask: (task) => reported(Actions.invokeAction('CompleteTask', { sid: task.reservationSid })),
    refuse(task, refusal, name) {
      withdrawNotices();
      if (!isElsewhere(task)) return reported(show(task));
      Notifications.showNotification(NOTICES[refusal], { name, go: () => reported(show(task)) });
    },
    notifyUnconfigured: () => void Notifications.showNotification(NOTICES.unconfigured),
    withdrawNotices,
    canCall() {
      const { outbound_call_flows: flows, taskrouter_offline_activity_sid: offline } = manager.serviceConfiguration ?? {};
      // Flex refuses with an error in the log alone, and its own dial pad is off
      return flows?.default?.enabled === true && manager.store.getState().flex.worker.activity?.sid !== offline;
    },
    call(number, customerId) {
      const taskAttributes = customerId === null ? {} : { [OWN_ATTRIBUTES]: { calling: customerId } };
      reported(Actions.invokeAction('StartOutboundCall', { destination: number, taskAttributes }));
    },
  };
}

interface ElsewhereProps {
  words: string;
  open: string;
  /** Given by Flex, from `showNotification`. */
  notificationContext?: { name: string; go: () => void };
}

/** Of a task that the agent isn't looking at: whose it is, why it isn't completed, and the way there. */
const Elsewhere: React.FC<ElsewhereProps> = ({ words, open, notificationContext: context }) => (
  <span>
    {context?.name ? `${context.name}: ` : ''}
    {words} {context ? <TextButton onClick={context.go}>{open}</TextButton> : null}
  </span>
);
