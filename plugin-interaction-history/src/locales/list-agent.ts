// Written by tools/locales.mjs: a line for each language in this folder.
import type { Strings } from '../strings/en';
import { agent as en } from './en';
import { agent as ja } from './ja';

/** The words of the tab by language. */
export const AGENT: Readonly<Record<string, Strings>> = { en, ja };
