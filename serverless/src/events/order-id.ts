const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * A Salesforce id in its 18 characters, by which one order has one document, whichever form it was named in. The last three say which of the
 * first fifteen are capitals (Salesforce help, "Convert 15 Character ID to 18").
 * @returns null for what is no id
 */
export function orderIdOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^[A-Za-z0-9]{15}([A-Z0-5]{3})?$/.test(value)) return null;
  const short = value.slice(0, 15);
  const suffix = [0, 5, 10].map((from) => {
    const capitals = [...short.slice(from, from + 5)].map((letter, at) => (/[A-Z]/.test(letter) ? 1 << at : 0));
    return LETTERS[capitals.reduce((sum, bit) => sum + bit, 0)] ?? '';
  });
  const whole = short + suffix.join('');
  return value.length === 18 && value !== whole ? null : whole;
}
