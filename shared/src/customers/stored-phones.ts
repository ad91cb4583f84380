import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/**
 * The E.164 numbers that a phone field holds, in whatever notation, one or several (ID-4). Extensions are dropped.
 * A national notation is read in the first of `regions` where it is a valid number: a Tokyo number typed as 03-1234-5678
 * into an American org is no American number.
 * @param regions ISO 3166, most likely first: the configured default, then the caller's own
 */
export function storedPhones(field: string, regions: readonly string[]): string[] {
  const text = field.normalize('NFKC').replace(/内線|доб\.?/giu, ' x');
  const whole = read(text, regions);
  // Letters that are no extension separate, too: "home 415 555 0100, work 415 555 0101".
  const parts = text.split(/[;,|/\n\r、&]|\s{2,}|\p{L}{2,}\.?:?/u).filter((part) => /\d{2}/.test(part));
  const inParts = parts.flatMap((part) => read(part, regions) ?? twoIn(part, regions));
  return [...new Set([...(whole === null ? [] : [whole]), ...inParts])];
}

/** The region of a number, as a second guess at how its owner's number was typed; `fallback` when unknown. */
export function regionsFor(e164: string, fallback: string): string[] {
  const number = parsePhoneNumberFromString(e164);
  const own = number?.country ?? number?.getPossibleCountries()[0];
  return own === undefined || own === fallback ? [fallback] : [fallback, own];
}

function read(text: string, regions: readonly string[]): string | null {
  const typed = text.replace(/^\s*00(?=\s?\d)/, '+');
  const readings = regions.map((region) => parsePhoneNumberFromString(typed, region as CountryCode));
  return (readings.find((one) => one?.isValid()) ?? readings.find((one) => one?.isPossible()))?.number ?? null;
}

/** "415 555 0100 415 555 0101": cut at the one gap that leaves a valid number on each side. */
function twoIn(text: string, regions: readonly string[]): string[] {
  if (text.replace(/\D/g, '').length < 14) return [];
  const words = text.trim().split(/\s+/);
  for (let at = 1; at < words.length; at++) {
    const [left, right] = [read(words.slice(0, at).join(' '), regions), read(words.slice(at).join(' '), regions)];
    if (left !== null && right !== null) return [left, right];
  }
  return [];
}
