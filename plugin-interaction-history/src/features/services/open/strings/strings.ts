import * as React from 'react';
import { pick } from '../../../../locales/pick';
import { SERVICES } from '../../../../locales/list-services';
import type { Strings } from '../../../../strings/en';
import { useStrings } from '../../../../strings/strings';
import { en, type ServiceStrings } from './en';

export const serviceStrings = (locale: string): ServiceStrings => pick(SERVICES, locale, en);

export const ServiceWordsContext = React.createContext<ServiceStrings>(en);

/** The words of services: those of the tab and those of the open section. */
export type ServiceWords = Strings['services'] & ServiceStrings;
export function useServiceWords(): ServiceWords {
  const { services } = useStrings();
  const open = React.useContext(ServiceWordsContext);
  return React.useMemo(() => ({ ...services, ...open }), [services, open]);
}
