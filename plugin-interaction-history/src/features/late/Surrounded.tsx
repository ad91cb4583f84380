import * as React from 'react';
import { ThemeProvider } from '@twilio-paste/core/styling-library';
import { LanguageContext, stringsFor } from '../../strings/strings';
import { createFocusScope, FocusScopeContext, type FocusScope } from '../../ui/focus-scope';
import type { Surroundings } from '../services/bundle';
import { serviceStrings, ServiceWordsContext } from '../services/open/strings/strings';

/** What came late, within the theme, language and places around it: contexts are the bundle's own. */
export const Surrounded: React.FC<Surroundings & { focus?: FocusScope }> = ({ locale, theme, focus, children }) => {
  const [own] = React.useState(createFocusScope);
  return (
    <ThemeProvider theme={theme}>
      <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
        <ServiceWordsContext.Provider value={serviceStrings(locale)}>
          <FocusScopeContext.Provider value={focus ?? own}>{children}</FocusScopeContext.Provider>
        </ServiceWordsContext.Provider>
      </LanguageContext.Provider>
    </ThemeProvider>
  );
};
