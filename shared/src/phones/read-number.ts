import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/min';
import { oneForm } from './equal-forms';

export interface Reading {
  /** In its one form. */
  e164: string;
  /** A number that a country has given out, not only one of the right length. */
  valid: boolean;
  /** With its country code, or with the trunk prefix where the country has one: as somebody writes a whole number. */
  readonly complete: boolean;
}

/** International access codes that are not 00 (ITU operational bulletin, "Dialling procedures"): people write down what they dial. */
const ACCESS_CODES = ['0011', '011', '010', '810'];
const KEYPAD = [...'abc', ...'def', ...'ghi', ...'jkl', ...'mno', ...'pqrs', ...'tuv', ...'wxyz'];
const KEYS = '22233344455566677778889999';
/** Letters in place of a number's last digits: 1-800-FLOWERS, 415 555 CARE. */
const SPELLED = /^\W*(?:\d\W*){3,}[a-z]/i;

/**
 * One number in any notation, without its extension: see `withoutExtension`.
 * @param text with plain digits, see `plainDigits`
 * @param region ISO 3166 of national notations
 * @returns null when it can be no number of any country
 */
export function readNumber(text: string, region: string): Reading | null {
  const letters = /[a-z]{3}/i.test(text);
  if (letters && !SPELLED.test(text)) return null;
  const digits = (
    letters ? text.replace(/[a-z]/gi, (letter) => KEYS.charAt(KEYPAD.indexOf(letter.toLowerCase()))) : text
  ).replace(/\D/g, '');
  const reading = readDigits(/^[^\d]*\+/.test(text) ? `+${digits}` : digits, region);
  return letters && reading?.valid !== true ? null : reading;
}

function readDigits(typed: string, region: string): Reading | null {
  if (typed.startsWith('+')) return international(typed, region);
  if (/^00[1-9]/.test(typed)) {
    const abroad = international(`+${typed.slice(2)}`, region);
    if (abroad !== null) return abroad;
  }
  const national = parsed(typed, region);
  if (national?.valid === true) return national;
  for (const code of ACCESS_CODES) {
    const abroad = typed.startsWith(code) ? international(`+${typed.slice(code.length)}`, region) : null;
    if (abroad?.valid === true) return abroad;
  }
  return national;
}

function international(typed: string, region: string): Reading | null {
  const reading = parsed(typed, region);
  return reading === null ? null : { e164: reading.e164, valid: reading.valid, complete: true };
}

function parsed(typed: string, region: string): Reading | null {
  const number = parsePhoneNumberFromString(typed, region as CountryCode);
  if (number === undefined) return null;
  const e164 = oneForm(number.number);
  const one = e164 === number.number ? number : parsePhoneNumberFromString(e164);
  if (one?.isPossible() !== true) return null;
  return {
    e164,
    valid: one.isValid(),
    // Asked for rarely, and dear
    get complete() {
      return isComplete(number, typed);
    },
  };
}

function isComplete(number: PhoneNumber, typed: string): boolean {
  if (typed.startsWith('+') || typed.startsWith(number.countryCallingCode)) return true;
  const dialled = number.formatNational().replace(/\D/g, '');
  const trunk = dialled.endsWith(number.nationalNumber) ? dialled.slice(0, -number.nationalNumber.length) : '';
  return typed.startsWith(trunk);
}

/** The region of a number; null where its country code is of no one country. */
export function regionOf(e164: string): string | null {
  const number = parsePhoneNumberFromString(e164);
  return number?.country ?? number?.getPossibleCountries()[0] ?? null;
}

const EXTENSION =
  /(?:[\s,;(]*(?:ext(?:ension|n)?|x|内線|доб|int|anexo|ramal|poste|durchwahl|dw|nst)[.:=\s)]*|\s*#\s*|;ext=)\d{1,7}(?=\D|$)/giu;

/** The text without "ext. 12", "x12", "#12", 内線12: an extension is no part of the number, nor one of its own. */
export const withoutExtension = (text: string): string => text.replace(EXTENSION, ' ; ');
