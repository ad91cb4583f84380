/** What cannot be seen: format characters such as U+200B, and the signs that only choose how another is drawn. */
const INVISIBLE = /\p{Cf}|[\ufe00-\ufe0f\u00ad\u034f]/gu;

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/**
 * Digits of every script as 0-9, full-width and other compatibility forms as their plain ones, invisible characters dropped:
 * what people copy out of documents and chats.
 */
export const plainDigits = (text: string): string =>
  withoutInvisible(text)
    .normalize('NFKC')
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0)));

/** Unicode keeps the ten digits of a script side by side and in order (Unicode Standard, 4.6). */
function valueOf(digit: number): number {
  let zero = digit;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (digit - zero) % 10;
}
