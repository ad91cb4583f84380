import * as React from 'react';
import type * as FlexUi from '@twilio/flex-ui';
import type { SignOut } from '../features/sign-out/sign-out';
import { SignOutQuestion } from '../features/sign-out/SignOutQuestion';
import { LanguageContext, type Language } from '../strings/strings';

/**
 * Sends or saves what the agent wrote before Flex signs them out (PR-4). A sign-out that Flex forces, with a session that is over,
 * isn't held up: nothing could be sent, and what is left stays sealed.
 */
export function guardSignOut(flex: typeof FlexUi, signOut: SignOut, language: Language): void {
  flex.Actions.replaceAction('Logout', async (payload: { forceLogout?: boolean } | undefined, original, next) => {
    if (payload?.forceLogout !== true && !(await signOut.leave())) return;
    // whatever another plugin put in the action's place goes on
    await (next ?? original)(payload);
  });
  const again = (): void => void flex.Actions.invokeAction('Logout', { forceLogout: false });
  flex.MainHeader.Content.add(
    <LanguageContext.Provider key="interaction-history-sign-out" value={language}>
      <SignOutQuestion signOut={signOut} onSignOut={again} />
    </LanguageContext.Provider>,
    { sortOrder: -1, align: 'end' },
  );
}
