import * as React from 'react';
import { render, type RenderResult } from '@testing-library/react';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { createApi } from '../api/client';
import { createFeatures, type Features } from '../features/features';
import type { ScreenPop } from '../features/customer/screen-pop';
import type { Desk } from '../features/wrap-up/desktop-port';
import { browserStorage } from '../state/browser-storage';
import { LanguageContext, stringsFor } from '../strings/strings';
import { InteractionTab } from '../tab/InteractionTab';
import type { AgentTask } from '../tasks/agent-task';
import { fakeFunctions, FUNCTIONS_URL } from './fake-functions';
import { aCustomer, aLookup, aPage, aTask, linkedTo, recordedAs, SETTINGS, TREE, WORKER } from './fixtures';

type Answers = Parameters<typeof fakeFunctions>[0];

/** The tab over the Functions as they usually answer; `answers` says what is different. */
export function renderTab(
  answers: Answers = {},
  about: { task?: AgentTask; locale?: string; workerSid?: string; isSupervisor?: boolean } = {},
): RenderResult & {
  functions: ReturnType<typeof fakeFunctions>;
  features: Features;
  desk: jest.Mocked<Desk>;
  screenPop: jest.Mocked<ScreenPop>;
  task: AgentTask;
  show: (task: AgentTask) => void;
  /** Draws the tab anew, as Flex does after a switch of tab or task. */
  again: () => void;
} {
  const functions = fakeFunctions({
    'customers/lookup': () => aLookup(),
    'interactions/list': () => aPage([]),
    'reason-codes/current': () => ({ version: TREE.version, tree: TREE }),
    'settings/current': () => SETTINGS,
    'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres')),
    'interactions/record': (body) => recordedAs(body),
    ...answers,
  });
  const { task = aTask(), locale = 'en-GB', workerSid = WORKER, isSupervisor = false } = about;
  const desk: jest.Mocked<Desk> = { showTab: jest.fn(), completeTask: jest.fn(), notify: jest.fn(), withdrawNotices: jest.fn() };
  const screenPop: jest.Mocked<ScreenPop> = { pop: jest.fn(), leave: jest.fn() };
  const api = createApi({ functionsUrl: () => FUNCTIONS_URL, token: () => 'token-1' });
  const features = createFeatures({ api, storage: browserStorage(), desk, screenPop, workerSid, isSupervisor, locale });
  void features.reasonCodes.load();
  const tab = (shown: AgentTask): React.ReactElement => (
    <CustomizationProvider disableAnimations>
      <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
        <InteractionTab task={shown} features={features} />
      </LanguageContext.Provider>
    </CustomizationProvider>
  );
  const result = render(tab(task));
  return {
    ...result,
    functions,
    features,
    desk,
    screenPop,
    task,
    show: (shown) => result.rerender(tab(shown)),
    again: () => void render(tab(task)),
  };
}
