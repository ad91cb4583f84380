import * as React from 'react';
import { ADMINISTRATION } from '../../locales/list-administration';
import { pick } from '../../locales/pick';
import { en, type AdministrationStrings } from './en';

/** The words for a locale; English where there are none. A further language is one file in `locales`. */
export const administrationStrings = (locale: string): AdministrationStrings => pick(ADMINISTRATION, locale, en);

/** Words and locale of everything in the administration. */
export interface AdministrationLanguage {
  strings: AdministrationStrings;
  locale: string;
}
export const AdministrationLanguageContext = React.createContext<AdministrationLanguage>({ strings: en, locale: 'en' });
export const useAdministrationStrings = (): AdministrationLanguage => React.useContext(AdministrationLanguageContext);

/** A language by its own name: 日本語, Español. */
export function languageName(locale: string, inLocale: string = locale): string {
  // younger than the oldest browsers that the plugin is built for
  const names = 'DisplayNames' in Intl ? new Intl.DisplayNames([inLocale], { type: 'language' }) : null;
  const name = names?.of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(inLocale) + name.slice(1);
}
