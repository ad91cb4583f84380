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
  // a listener, for only what is cancelled before it begins has no "after" of Flex's, which leaves the page; Flex waits for what it returns
  flex.Actions.addListener('beforeLogout', (payload: { forceLogout?: boolean } | undefined, abort: () => void) => {
    const held = async (): Promise<void> => {
      if (payload?.forceLogout !== true && !(await signOut.leave())) abort();
    };
    return held() as unknown as void;
  });
  // cancelled again, it is asked again: nothing more to say
  const again = (): void => void flex.Actions.invokeAction('Logout', { forceLogout: false }).catch(() => undefined);
  flex.MainHeader.Content.add(
    <LanguageContext.Provider key="interaction-history-sign-out" value={language}>
      <SignOutQuestion signOut={signOut} onSignOut={again} />
    </LanguageContext.Provider>,
    { sortOrder: -1, align: 'end' },
  );
}
