import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { changesOf } from '../editor/changes';

/** What the draft did to a code, and what it lacks. */
export interface Marks {
  isNew: boolean;
  isChanged: boolean;
  isMoved: boolean;
  isRetired: boolean;
}

const NONE: Marks = { isNew: false, isChanged: false, isMoved: false, isRetired: false };
const RETIRED: Marks = { ...NONE, isRetired: true };

/** The marks of a code, by id; the same object while nothing about them changes. */
export function marksOf(before: readonly ReasonCode[], after: readonly ReasonCode[]): (code: ReasonCode) => Marks {
  const marks = new Map<string, Marks>();
  for (const { kind, code } of changesOf(before, after)) {
    const known = marks.get(code.id) ?? (code.active ? NONE : RETIRED);
    if (kind === 'added') marks.set(code.id, { ...known, isNew: true });
    else if (kind === 'moved' || kind === 'reordered') marks.set(code.id, { ...known, isMoved: true });
    else if (kind === 'changed' || kind === 'restored') marks.set(code.id, { ...known, isChanged: true });
  }
  return (code) => marks.get(code.id) ?? (code.active ? NONE : RETIRED);
}

/** Locales in use in which a code has no label; what is retired needs none. */
export const missingLocales = (code: ReasonCode, locales: readonly string[]): string[] =>
  code.active ? locales.filter((locale) => code.labels[locale] === undefined) : [];
