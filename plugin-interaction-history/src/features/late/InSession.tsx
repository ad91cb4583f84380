import * as React from 'react';
import { ThemeProvider } from '@twilio-paste/core/styling-library';
import { LanguageContext, stringsFor } from '../../strings/strings';
import { FocusScopeContext } from '../../ui/focus-scope';
import type { LatePartProps } from '../services/bundle';
import { serviceStrings, ServiceWordsContext } from '../services/open/strings/strings';
import { TaskSessionContext } from '../task-session';

/** A part of the tab that came late, within the tab's session, theme and language: contexts are the bundle's own. */
export const InSession: React.FC<LatePartProps> = ({ session, locale, theme, children }) => (
  <ThemeProvider theme={theme}>
    <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
      <ServiceWordsContext.Provider value={serviceStrings(locale)}>
        <TaskSessionContext.Provider value={session}>
          <FocusScopeContext.Provider value={session.focus}>{children}</FocusScopeContext.Provider>
        </TaskSessionContext.Provider>
      </ServiceWordsContext.Provider>
    </LanguageContext.Provider>
  </ThemeProvider>
);
