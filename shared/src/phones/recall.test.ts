import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';
import { oneForm } from './equal-forms';
import { holdsPhone } from './stored-phones';
import { writings } from './testing/writings';

/** Where the product is deployed: what is national there must not hide what is national elsewhere. German numbers may have nearly any length. */
const HOMES = ['US', 'DE', 'JP', 'BR', 'IN', 'GB'];
const HARDEST = HOMES.slice(0, 2);

/** What docs/decisions/0036 lists as ambiguous: islands of four and five digits, and 011 where it begins a national number. */
const AMBIGUOUS: readonly RegExp[] = [
  /^(AC|CK|FK|SH|TA|TK) \w\w first, national, by " "$/,
  /^(AT|SC) (DE|IN) American access code 011$/,
];

test('ID-4 ID-15 the example number of every country is read in every notation, wherever home is', () => {
  const missed: string[] = [];
  let tried = 0;
  for (const country of getCountries()) {
    const number = getExampleNumber(country, examples);
    if (number === undefined) continue;
    const e164 = oneForm(number.number);
    for (const [name, { text, several }] of Object.entries(writings(e164))) {
      for (const home of several ? HARDEST : HOMES) {
        tried++;
        if (!holdsPhone(text, e164, { home })) missed.push(`${country} ${home} ${name}`);
      }
    }
  }
  expect(tried).toBeGreaterThan(40_000);
  expect(missed.filter((one) => !AMBIGUOUS.some((known) => known.test(one)))).toEqual([]);
});

test('ID-4 the numbers of two customers, one the tail of the other, stay two in every notation', () => {
  const pairs = [
    ['+14155550100', '+15550100'],
    ['+4989123456', '+4930389123456'],
    ['+81312345678', '+81112345678'],
    ['+442079460018', '+44794600180'],
    ['+5541988887777', '+551988887777'],
    ['+525512345678', '+52512345678'],
  ].flatMap(([a = '', b = '']) => [
    [a, b],
    [b, a],
  ]);
  const confused = pairs.flatMap(([a = '', b = '']) =>
    Object.entries(writings(a)).flatMap(([name, { text }]) =>
      HOMES.filter((home) => holdsPhone(text, b, { home })).map((home) => `${a} ${home} ${name} as ${b}`),
    ),
  );
  expect(confused).toEqual([]);
});
