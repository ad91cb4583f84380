import type * as FlexUi from '@twilio/flex-ui';
import type { FlexDesktop } from '../features/wrap-up/desktop-port';
import type { Strings } from '../strings/en';
import type { AgentTask } from '../tasks/agent-task';

export const TAB_NAME = 'interaction-history';

/** Long enough to read; it lies over Flex's own buttons, so it must go by itself as well (RC-1). */
const NOTICE_MS = 6_000;
const NOTICES = {
  reason: 'InteractionHistoryReasonMissing',
  'reason-gone': 'InteractionHistoryReasonGone',
  comment: 'InteractionHistoryCommentMissing',
  codes: 'InteractionHistoryNoReasons',
  failed: 'InteractionHistoryNotRecorded',
  unconfigured: 'InteractionHistoryNotConfigured',
};

/** The desktop as the wrap-up needs it. */
export function createFlexDesktop(flex: typeof FlexUi, strings: Strings): FlexDesktop {
  const { Actions, Notifications, NotificationType } = flex;
  const register = (id: string, content: string): void =>
    Notifications.registerNotification({ id, content, type: NotificationType.error, timeout: NOTICE_MS, closeButton: true });
  register(NOTICES.reason, strings.notifications.reasonMissing);
  register(NOTICES['reason-gone'], strings.notifications.reasonGone);
  register(NOTICES.comment, strings.notifications.commentMissing);
  register(NOTICES.codes, strings.notifications.noReasons);
  register(NOTICES.failed, strings.notifications.recordFailed);
  register(NOTICES.unconfigured, strings.notifications.notConfigured);

  const selectTab = (): Promise<unknown> =>
    Actions.invokeAction('SetComponentState', { name: 'AgentTaskCanvasTabs', state: { selectedTabName: TAB_NAME } });
  const show = async (task: AgentTask): Promise<void> => {
    await Actions.invokeAction('NavigateToView', { viewName: 'agent-desktop' });
    await Actions.invokeAction('SelectTask', { sid: task.reservationSid });
    await selectTab();
    // Flex resets the tab as it renders a newly selected task, after the action has ended
    window.setTimeout(() => void selectTab(), 50);
  };
  const reported = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => console.error('interaction-history: Flex refused an action', error));

  return {
    showTab: (task) => reported(show(task)),
    completeTask: (task) => reported(Actions.invokeAction('CompleteTask', { sid: task.reservationSid })),
    notify(notice) {
      for (const id of Object.values(NOTICES)) Notifications.dismissNotificationById(id);
      Notifications.showNotification(NOTICES[notice]);
    },
    withdrawNotices() {
      for (const id of Object.values(NOTICES)) Notifications.dismissNotificationById(id);
    },
  };
}
