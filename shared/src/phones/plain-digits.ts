import { withoutInvisible } from '../text/invisible';

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
