import { parseQuery } from '@jetstreamapp/soql-parser-js';
import fc from 'fast-check';
import { Records } from '@interaction-history/sandbox/src/salesforce/records';
import { Schema } from '@interaction-history/sandbox/src/salesforce/schema';
import { runQuery } from '@interaction-history/sandbox/src/salesforce/soql';
import { runSearch } from '@interaction-history/sandbox/src/salesforce/sosl';
import { TOKENISERS } from '@interaction-history/sandbox/src/salesforce/tokenisers';
import {
  soqlLike,
  soqlLikeAround,
  soqlList,
  soqlName,
  soqlStartsWith,
  soqlStartsWithPieces,
  soqlText,
  soslPhrase,
  soslPhrasePrefix,
  soslPrefix,
} from './soql';

/** Everything that has broken a query builder, and any other text. */
const hostile = fc.oneof(
  fc.constantFrom(
    "'",
    "\\'",
    '\\',
    '\\\\',
    "' OR Name != '",
    "\\' OR Id != null",
    '%',
    '_',
    '\\%',
    '100%_',
    '"',
    '}) RETURNING User(Id',
    'a\nb\r\t\b\f',
    '\0',
    "O'Neill",
    '{}[]^~*?:+-&|!()',
    '\u2028',
    '👩‍👩‍👧',
    '佐藤',
    'נועה',
    '${1}',
    '@{a.b}',
    "Robert'); DROP",
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom("'", '\\', '"', '%', '_', ' ', 'a'), { maxLength: 12 }).map((signs) => signs.join('')),
);
/** What a field can hold of it. */
const storable = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replace(/[\u2028\u2029]/g, ' ')
    .replace(/\p{Surrogate}/gu, '\uFFFD');

function orgWith(...names: string[]): Records {
  const records = new Records(new Schema(), Date.now);
  for (const Name of names) records.create('Account', { Name });
  return records;
}

test('every text in a literal parses, finds the record of that name and no other', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = storable(text);
      const soql = `SELECT Name FROM Account WHERE Name = ${soqlText(text)} OR Name IN ${soqlList([text, 'x'])}`;
      expect(() => parseQuery(soql)).not.toThrow();
      if (name === '') return;
      expect(runQuery(orgWith(name, 'Bystander'), soql).records).toMatchObject([{ Name: name }]);
    }),
    { numRuns: 500 },
  );
});

test('every text in a LIKE pattern is only itself: % and _ match nothing else', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = storable(text);
      if (name === '') return;
      for (const pattern of [soqlLike([text]), soqlStartsWith(text)]) {
        const soql = `SELECT Name FROM Account WHERE Name LIKE ${pattern}`;
        const found = runQuery(orgWith(`${name} and more`, 'ЖЖЖ'), soql).records.map((row) => row.Name);
        expect(found).toEqual(name === 'Ж' ? [`${name} and more`, 'ЖЖЖ'] : [`${name} and more`]);
      }
    }),
    { numRuns: 500 },
  );
});

test('every text with a word in a search phrase stays inside its phrase and finds the record that holds it', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = `alpha ${storable(text)} omega`;
      const sosl = `FIND {${soslPhrase(name)}} IN ALL FIELDS RETURNING Account(Id, Name LIMIT 10)`;
      expect(runSearch(orgWith(name, 'alpha', 'omega'), sosl, { tokeniser: TOKENISERS.punctuation }).searchRecords).toMatchObject(
        [{ Name: name }],
      );
    }),
    { numRuns: 500 },
  );
});

test('every text in a pattern around letters, or in pieces, finds the record of that name', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const name = storable(text);
      if (name === '') return;
      for (const pattern of [soqlLikeAround(text, /[aeiou]/), soqlStartsWithPieces([...text])]) {
        const soql = `SELECT Name FROM Account WHERE Name LIKE ${pattern}`;
        expect(runQuery(orgWith(`${name} and more`), soql).records).toMatchObject([{ Name: `${name} and more` }]);
      }
    }),
    { numRuns: 500 },
  );
  const loose = `SELECT Name FROM Account WHERE Name LIKE ${soqlLikeAround('zoe', /[oe]/)}`;
  expect(runQuery(orgWith('Zoë Núñez', 'Za'), loose).records).toMatchObject([{ Name: 'Zoë Núñez' }]);
});

test('every text behind a word, as the beginning of a word or phrase, stays inside its term', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const term of [soslPrefix(`alpha${text}`), soslPhrasePrefix(`alpha ${text} om`)]) {
        const sosl = `FIND {${term}} IN ALL FIELDS RETURNING Account(Id, Name LIMIT 10)`;
        expect(() => runSearch(orgWith('alpha'), sosl, { tokeniser: TOKENISERS.punctuation })).not.toThrow();
      }
    }),
    { numRuns: 500 },
  );
});

test('names come from configuration, and nothing but names passes', () => {
  expect(soqlName('Account.Second_Phone__c')).toBe('Account.Second_Phone__c');
  for (const bad of ['', 'Id FROM User', 'a.', '1a', 'a-b', "a'"]) expect(() => soqlName(bad)).toThrow(RangeError);
  expect(() => soqlList([])).toThrow(RangeError);
});
