import type { Strings } from './en';

/** What the server says of a field, in the agent's words where there are any. */
export function fieldError(text: string, strings: Strings): string {
  const length = /longer than (\d+) characters/.exec(text)?.[1];
  if (length !== undefined) return strings.fieldTooLong(length);
  const least = /needs (\d+) letters or digits/.exec(text)?.[1];
  if (least !== undefined) return strings.fieldTooShort(least);
  return strings.fieldErrors[text] ?? text;
}
