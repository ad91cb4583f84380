import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { equalForms } from '../equal-forms';

const inDigits =
  (zero: string) =>
  (text: string): string =>
    text.replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));

export interface Writing {
  text: string;
  /** Beside another number. */
  several: boolean;
}

/** A number as people write it into a field, alone and beside others; by name, so that a miss says which. @param e164 in its one form */
export function writings(e164: string): Record<string, Writing> {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) throw new Error('no number');
  const [national, international] = [number.formatNational(), number.formatInternational()];
  const digits = national.replace(/\D/g, '');
  const other = `${e164.slice(0, -2)}${((Number(e164.slice(-2)) + 11) % 90) + 10}`;
  const [otherNational, otherInternational] = [
    parsePhoneNumberFromString(other)?.formatNational() ?? '',
    parsePhoneNumberFromString(other)?.formatInternational() ?? '',
  ];
  const alone: Record<string, string> = {
    'E.164': e164,
    international,
    national,
    'national digits': digits,
    'with dots': national.replace(/[^\d]+/g, '.').replace(/^\.|\.$/g, ''),
    'with hyphens': international.replace(/ /g, '-'),
    'with slashes': national.replace(/[^\d]+/g, '/').replace(/^\/|\/$/g, ''),
    'one slash': national.replace(/^\W*(\d+)\W+/, '$1/'),
    'two spaces': international.replace(/ /g, '  '),
    'country code in brackets': international.replace(/^(\+\d+) /, '($1) '),
    'brackets around the end': international.replace(/ (\d+)$/, ' ($1)'),
    'brackets around the middle': international.replace(/^(\+\d+ )(\d+)/, '$1($2)'),
    'international access code 00': `00${e164.slice(1)}`,
    'with 00 and spaces': international.replace('+', '00 '),
    'American access code 011': international.replace('+', '011 '),
    'no-break spaces': international.replace(/ /g, '\u00a0'),
    'full-width digits': inDigits('０')(national),
    'Arabic-Indic digits': inDigits('٠')(national),
    'Persian digits': inDigits('۰')(international),
    'Devanagari digits': inDigits('०')(national),
    'with an extension': `${international} x12`,
    'an invisible character': `\u202a${international}\u202c`,
    ...Object.fromEntries(
      equalForms(e164)
        .slice(1)
        .map((form) => [`as ${form}`, form]),
    ),
  };
  const parted = [' ', ' / ', '/', '\\', ' - ', ', ', ';', '\n', '|', ' or ', '  ', ' & ', '、'];
  const beside = Object.fromEntries(
    parted.flatMap((by): [string, string][] => [
      [`second, international, by ${JSON.stringify(by)}`, `${otherInternational}${by}${international}`],
      [`first, national, by ${JSON.stringify(by)}`, `${national}${by}${otherNational}`],
    ]),
  );
  const marked = (texts: Record<string, string>, several: boolean): [string, Writing][] =>
    Object.entries(texts).map(([name, text]) => [name, { text, several }]);
  return Object.fromEntries([...marked(alone, false), ...marked(beside, true)]);
}
