// Written by tools/locales.mjs: a line for each language in this folder.
import type { ServiceStrings } from '../features/services/open/strings/en';
import { services as en } from './en';
import { services as ja } from './ja';

/** The words of the open Services section by language. */
export const SERVICES: Readonly<Record<string, ServiceStrings>> = { en, ja };
