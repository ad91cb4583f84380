import type { Strings } from './en';

/** What the server says of a field, in the agent's words where there are any. */
export function fieldError(text: string, strings: Strings): string {
  const length = /longer than (\d+) characters/.exec(text)?.[1];
  if (length !== undefined) return strings.fieldTooLong(length);
  return strings.fieldErrors[text] ?? text;
}
