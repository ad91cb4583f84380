// Written by tools/locales.mjs: a line for each language in this folder.
import type { AdministrationStrings } from '../administration/strings/en';
import { administration as en } from './en';
import { administration as ja } from './ja';

/** The words of the administration by language. */
export const ADMINISTRATION: Readonly<Record<string, AdministrationStrings>> = { en, ja };
