import * as React from 'react';
import { isWebAddress } from '@interaction-history/shared/src/caller/same-origin';
import type * as FlexUi from '@twilio/flex-ui';
import type { CustomerState } from '../features/customer/customer-state';
import type { ScreenPop } from '../features/customer/screen-pop';
import { chosen } from '../features/customer/candidates';
import { urlOf } from '../features/customer/records';
import type { Sessions } from '../session/sessions';
import { createStore, useStore } from '../state/store';
import type { PopMode } from './session';
import { fromFlex } from './tasks';

/** How a task's confirmed customer comes up (ID-12). @param mode asked each time: a publication changes it under a running page */
export function createScreenPop(mode: () => PopMode): ScreenPop {
  /** Confirming the same record again opens no second tab. */
  let shown: string | null = null;
  return {
    pop(url, when) {
      if (mode() !== 'tab' || url === null || !isWebAddress(url) || shown === url) return;
      // a browser opens a tab for what the agent has just done; later it would hold the tab back as an advertisement
      if (when === 'after-answer' && !(navigator as Partial<Navigator>).userActivation?.isActive) return;
      shown = url;
      window.open(url, '_blank', 'noopener,noreferrer');
    },
  };
}

/** What stands for the customer where no task is selected: hooks must run all the same. */
const NOBODY = createStore(null);

/**
 * Shows the selected task's customer in Flex's own CRM panel; where none is known, or the mode is another, what stood there before.
 * Around the panel, not its `uriCallback`: Flex asks that only as the task changes, and a customer made here is known later.
 */
export function showInPanel(flex: typeof FlexUi, sessions: Pick<Sessions, 'store'>, mode: () => PopMode): void {
  flex.CRMContainer.Content.addWrapper((Panel) => {
    const WithRecord: React.FC<React.ComponentProps<typeof Panel>> = (props) => {
      const task = mode() === 'panel' ? fromFlex(props.task) : null;
      const session = useStore(sessions.store).get(task?.reservationSid ?? '');
      const state = useStore<CustomerState | null>(session && task?.phase !== 'ended' ? session.customer.store : NOBODY);
      const url = state === null ? null : recordUrl(state);
      return React.createElement(Panel, url === null || !isWebAddress(url) ? props : { ...props, uri: url });
    };
    return WithRecord;
  });
}

function recordUrl(state: CustomerState): string | null {
  if (state.link.phase === 'linked') return state.link.customer.salesforce?.url ?? state.link.match?.salesforce?.url ?? null;
  // nobody's record is shown before the agent has said who it is
  const candidate = state.link.phase === 'linking' ? chosen(state) : null;
  return candidate === null ? null : urlOf(candidate);
}
