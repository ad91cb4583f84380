import '../features/services/open/index';
import * as React from 'react';
import { act, render, type RenderResult } from '@testing-library/react';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { createApi } from '../api/client';
import type { TaskSession, WorkerStores } from '../features/task-session';
import type { ScreenPop } from '../features/customer/screen-pop';
import type { FlexDesktop } from '../features/wrap-up/desktop-port';
import { UnsentWork } from '../features/unsent-work/UnsentWork';
import { createSessions, type Sessions } from '../session/sessions';
import { browserStorage } from '../state/browser-storage';
import { LanguageContext, stringsFor } from '../strings/strings';
import { InteractionTab } from '../tab/InteractionTab';
import type { AgentTask } from '../tasks/agent-task';
import { fakeFunctions, FUNCTIONS_URL } from './fake-functions';
import { openStorage } from './open-storage';
import { aCustomer, aLookup, aPage, aTask, draftAnswers, linkedTo, recordedAs, SETTINGS, TREE, WORKER } from './fixtures';

type Answers = Parameters<typeof fakeFunctions>[0];

/** The tab over the Functions as they usually answer; `answers` says what is different. */
export function renderTab(
  answers: Answers = {},
  about: { task?: AgentTask; locale?: string; workerSid?: string; isSupervisor?: boolean; topBar?: boolean } = {},
): RenderResult & {
  functions: ReturnType<typeof fakeFunctions>;
  sessions: Sessions;
  worker: WorkerStores;
  session: TaskSession;
  desktop: jest.Mocked<FlexDesktop>;
  screenPop: jest.Mocked<ScreenPop>;
  task: AgentTask;
  /** Shows this task, as Flex does when it has changed, or another is selected. */
  show: (task: AgentTask) => void;
  /** Draws the tab again, as Flex does after a switch of tab or task. */
  again: () => void;
} {
  const functions = fakeFunctions({
    'customers/lookup': () => aLookup(),
    'interactions/list': () => aPage([]),
    'reason-codes/current': () => ({ version: TREE.version, tree: TREE }),
    'settings/current': () => SETTINGS,
    'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres')),
    'interactions/record': (body) => recordedAs(body),
    ...draftAnswers(),
    ...answers,
  });
  const { task = aTask(), locale = 'en-GB', workerSid = WORKER, isSupervisor = false, topBar = false } = about;
  const { desktop, screenPop, sessions } = startSessions({ workerSid, isSupervisor, locale });
  void sessions.worker.reasonCodes.load();
  const tab = (session: TaskSession): React.ReactElement => (
    <CustomizationProvider disableAnimations>
      <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
        {topBar ? (
          <div data-testid="top-bar">
            <UnsentWork worker={session.worker} id="ih-top" focusFallback={() => null} />
          </div>
        ) : null}
        <InteractionTab key={session.task.get().reservationSid} session={session} />
      </LanguageContext.Provider>
    </CustomizationProvider>
  );
  // the agent has just pressed Accept
  document.body.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
  const session = sessions.update(task);
  const result = render(tab(session));
  return {
    ...result,
    ...{ functions, sessions, session, desktop, screenPop, task },
    worker: sessions.worker,
    show: (shown) => act(() => result.rerender(tab(sessions.update(shown)))),
    again: () => void render(tab(session)),
  };
}

/** What the plugin starts with Flex, over a desktop that only notes what it is asked for. */
export function startSessions(about: { workerSid: string; isSupervisor: boolean; locale: string }): {
  sessions: Sessions;
  desktop: jest.Mocked<FlexDesktop>;
  screenPop: jest.Mocked<ScreenPop>;
} {
  const desktop = {
    ...{ showTab: jest.fn(), completeTask: jest.fn(), refuse: jest.fn() },
    ...{ notifyUnconfigured: jest.fn(), withdrawNotices: jest.fn() },
    ...{ canCall: jest.fn(() => true), call: jest.fn() },
  };
  const screenPop = { pop: jest.fn() };
  const api = createApi({ functionsUrl: () => FUNCTIONS_URL, token: () => 'token-1' });
  const storage = browserStorage();
  return {
    desktop,
    screenPop,
    sessions: createSessions({
      api,
      storage,
      sealed: openStorage(),
      desktop,
      screenPop: () => screenPop,
      functionsUrl: () => FUNCTIONS_URL,
      ...about,
    }),
  };
}
