import * as React from 'react';
import { en, type Strings } from './en';
import { ja } from './ja';

const LANGUAGES: Record<string, Strings> = { en, ja };

/** The words for a locale by its language; English where there are none. */
export function stringsFor(locale: string): Strings {
  return LANGUAGES[locale.split('-')[0]?.toLowerCase() ?? ''] ?? en;
}

/** Words and locale of everything below: dates and numbers follow the locale even where its words are missing. */
export interface Language {
  strings: Strings;
  locale: string;
}

export const LanguageContext = React.createContext<Language>({ strings: en, locale: 'en' });

export const useLanguage = (): Language => React.useContext(LanguageContext);
export const useStrings = (): Strings => useLanguage().strings;
