import * as React from 'react';
import { ThemeProvider } from '@twilio-paste/core/styling-library';
import { useStore } from '../../../state/store';
import { LanguageContext, stringsFor } from '../../../strings/strings';
import { FocusScopeContext } from '../../../ui/focus-scope';
import { TaskSessionContext, useTaskSession } from '../../task-session';
import type { ServicesOpenProps } from '../bundle';
import { Checks } from './Checks';
import { Inquiry } from './Inquiry';
import { Orders } from './Orders';
import { PlaceOrder } from './PlaceOrder';
import { ServiceList } from './ServiceList';
import { serviceStrings, ServiceWordsContext } from './strings/strings';

/** Within the tab's session, theme and language: contexts are this bundle's own. */
export const WithinTab: React.FC<ServicesOpenProps> = ({ session, locale, theme, children }) => (
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

/** The open section. */
export const ServicesOpen: React.FC<ServicesOpenProps> = (props) => (
  <WithinTab {...props}>
    <Content />
  </WithinTab>
);

const Content: React.FC = () => {
  const { services: own } = useTaskSession();
  const { reading, form } = useStore(own.store);
  if (reading.phase !== 'ok') return null;
  const { services } = reading;
  if (form?.action === 'place-order') return <PlaceOrder services={services} form={form} />;
  return (
    <>
      <Checks services={services} />
      <ServiceList services={services} />
      <Orders services={services} />
      <Inquiry services={services} />
    </>
  );
};
