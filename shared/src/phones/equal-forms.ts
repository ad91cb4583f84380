/**
 * Numbers that are written in two ways and ring at one phone (ID-15). Look-up, comparison, identity keys, search and forms all use
 * the first way; libphonenumber knows a number's shape, but not that two of them are one line.
 */
interface Rule {
  /** The other way, as E.164 or as a national notation that was read as if it were. */
  other: RegExp;
  toOne: (groups: readonly string[]) => string;
  /** The other ways of a number in its one form, which records and older identities may hold. */
  others: (one: string) => string[];
}

const RULES: readonly Rule[] = [
  {
    // Mexico: the 1 before mobile numbers and the prefixes 01, 044 and 045 ended on 3 August 2019 (IFT, Plan Técnico Fundamental de
    // Numeración). WhatsApp addresses keep the 1 (Twilio docs, "WhatsApp: Mexico numbers").
    other: /^\+52(?:1|01|044|045)(\d{10})$/,
    toOne: ([national = '']) => `+52${national}`,
    others: (one) =>
      /^\+52\d{10}$/.test(one) ? ['1', '01', '044', '045'].map((prefix) => one.replace('+52', `+52${prefix}`)) : [],
  },
  {
    // Brazil: mobile numbers, which begin with 6 to 9, got a ninth digit, a 9 in front, between 2012 and 2016 (Anatel, Resolução 553/2010).
    // WhatsApp keeps accounts from before without it.
    other: /^\+55([1-9]{2})([6-9]\d{7})$/,
    toOne: ([area = '', subscriber = '']) => `+55${area}9${subscriber}`,
    others: (one) => (/^\+55[1-9]{2}9[6-9]\d{7}$/.test(one) ? [one.slice(0, 5) + one.slice(6)] : []),
  },
  {
    // Argentina: a mobile is dialled with a 9 from abroad and with a 15 after the area code at home (ENACOM, Plan Fundamental de Numeración
    // Nacional). The number itself has neither, and is no landline's.
    other: /^\+549(\d{10})$/,
    toOne: ([national = '']) => `+54${national}`,
    others: (one) => (/^\+54[1-8]\d{9}$/.test(one) ? [one.replace('+54', '+549')] : []),
  },
  {
    // Benin: every number of eight digits got 01 in front on 30 November 2024 (ARCEP Bénin, Plan National de Numérotation).
    other: /^\+229(\d{8})$/,
    toOne: ([national = '']) => `+22901${national}`,
    others: (one) => (/^\+22901\d{8}$/.test(one) ? [one.replace('+22901', '+229')] : []),
  },
];

/** The one form of a number. @param e164 also one that is only shaped like E.164 */
export function oneForm(e164: string): string {
  for (const { other, toOne } of RULES) {
    const groups = other.exec(e164);
    if (groups !== null) return toOne(groups.slice(1));
  }
  return e164;
}

/** A number in its one form first, then in every other that is the same line. */
export function equalForms(e164: string): string[] {
  const one = oneForm(e164);
  return [one, ...RULES.flatMap(({ others }) => others(one))];
}
