import * as React from 'react';
import { AGENT } from '../locales/list-agent';
import { pick } from '../locales/pick';
import { en, type Strings } from './en';

/** The words for a locale; English where there are none. A further language is one file in `locales`. */
export const stringsFor = (locale: string): Strings => pick(AGENT, locale, en);

/** Words and locale of everything below: dates and numbers follow the locale even where its words are missing. */
export interface Language {
  strings: Strings;
  locale: string;
}

export const LanguageContext = React.createContext<Language>({ strings: en, locale: 'en' });

export const useLanguage = (): Language => React.useContext(LanguageContext);
export const useStrings = (): Strings => useLanguage().strings;
