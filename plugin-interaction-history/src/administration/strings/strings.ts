import * as React from 'react';
import { en, type AdministrationStrings } from './en';
import { ja } from './ja';

const LANGUAGES: Record<string, AdministrationStrings> = { en, ja };

/** The words for a locale by its language; English where there are none. A further language is a file here and its name above. */
export const administrationStrings = (locale: string): AdministrationStrings =>
  LANGUAGES[locale.split('-')[0]?.toLowerCase() ?? ''] ?? en;

/** Words and locale of everything in the administration. */
export interface AdministrationLanguage {
  strings: AdministrationStrings;
  locale: string;
}
export const AdministrationLanguageContext = React.createContext<AdministrationLanguage>({ strings: en, locale: 'en' });
export const useWords = (): AdministrationLanguage => React.useContext(AdministrationLanguageContext);

/** A language by its own name: 日本語, Español. */
export function languageName(locale: string, inLocale: string = locale): string {
  const name = new Intl.DisplayNames([inLocale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(inLocale) + name.slice(1);
}
