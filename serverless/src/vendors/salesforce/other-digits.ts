/** Zeros of full-width, Arabic-Indic and Persian digits: written in any country by whoever has the keyboard. */
const EVERYWHERE = '０٠۰';

/** Zeros of the scripts whose digits a country still writes besides (CLDR, "native" numbering systems); Intl does not tell them. */
const NATIVE: Partial<Record<string, string>> = { IN: '०', NP: '०', BD: '০', TH: '๐', KH: '០', LA: '໐', MM: '၀', BT: '༠' };

/**
 * The digits, 0 to 9 in one text each, that a phone may be stored in besides ours: a search index keeps them as they were typed.
 * @param region ISO 3166 of the number, whose own script comes too; null when it has none
 */
export const otherDigits = (region: string | null): string[] =>
  [...EVERYWHERE, ...(NATIVE[region ?? ''] ?? '')].map((zero) =>
    String.fromCodePoint(...Array.from({ length: 10 }, (_, digit) => (zero.codePointAt(0) ?? 0) + digit)),
  );
