import { getExampleNumber, type CountryCode } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';
import { oneForm } from '@interaction-history/shared/src/phones/equal-forms';
import { writings } from '@interaction-history/shared/src/phones/testing/writings';
import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn } from '../../runtime/deadline';
import { searchCustomers } from '../../vendors/master/search';
import { MasterPool } from '../../vendors/master/pool';
import { allByPhone } from '../../vendors/salesforce/find-by-phone';
import { directoryIn, startOrg, type TestOrg } from '../../vendors/salesforce/testing/org';
import { onMaster } from '../../testing/master';

/** ID-4 over the world: in an organisation of each country, its example number in every notation people type. */
const COUNTRIES: CountryCode[] = [
  ...([
    'US',
    'GB',
    'JP',
    'DE',
    'FR',
    'IT',
    'ES',
    'PT',
    'NL',
    'BE',
    'CH',
    'AT',
    'IE',
    'DK',
    'SE',
    'NO',
    'FI',
    'PL',
    'CZ',
    'HU',
    'RO',
    'GR',
  ] as const),
  ...([
    'TR',
    'RU',
    'UA',
    'IL',
    'AE',
    'SA',
    'EG',
    'ZA',
    'NG',
    'KE',
    'IN',
    'PK',
    'BD',
    'CN',
    'HK',
    'TW',
    'KR',
    'TH',
    'VN',
    'PH',
    'ID',
    'MY',
  ] as const),
  ...(['SG', 'AU', 'NZ', 'BR', 'AR', 'MX', 'CL', 'CO', 'PE', 'VE'] as const),
];

/** Numbers that share most digits and are others. */
function lookAlikes(e164: string): string[] {
  const last = (Number(e164.at(-1)) + 1) % 10;
  return [`${e164.slice(0, -1)}${last}`, `${e164}7`, `+999${e164.slice(-9)}`, `${e164.slice(0, -7)} x${e164.slice(-7)}`];
}

let salesforce: TestOrg;
let master: MasterStandIn;
let pool: MasterPool;
/** Records are older than what is asked for by date: the search index alone has to find them. */
let clock = Date.now();
beforeAll(async () => {
  [salesforce, master] = await Promise.all([
    startOrg({ seeded: false, now: () => clock }),
    startMaster({ port: 0, host: '127.0.0.1', customers: 500 }),
  ]);
  pool = new MasterPool(master.url);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await Promise.all([salesforce.org.stop(), master.stop()]);
  expect(salesforce.org.unknown).toEqual([]);
});

test('at least 40 countries are in the table', () => {
  expect(COUNTRIES.length).toBeGreaterThanOrEqual(40);
});

test.each(COUNTRIES)('ID-4 %s: found in every notation, and nobody else', async (country) => {
  const number = getExampleNumber(country, examples);
  if (number === undefined) throw new Error(`libphonenumber has no example of ${country}`);
  const e164 = oneForm(number.number);
  const stored = Object.fromEntries(
    Object.entries(writings(e164)).flatMap(([name, { text }]) =>
      // Salesforce's phone fields have 40 characters; 011 begins a national number in Austria
      text.length > 40 || (country === 'AT' && name === 'American access code 011') ? [] : [[name, text]],
    ),
  );
  clock = Date.parse('2026-01-01T00:00:00Z');
  const { records } = salesforce.org;
  const made: [object: string, id: string][] = [];
  const put = (name: string, phone: string): void => {
    const account = String(records.create('Account', { Name: name }).Id);
    made.push(
      ['Account', account],
      ['Contact', String(records.create('Contact', { LastName: name, AccountId: account, Phone: phone }).Id)],
    );
  };
  for (const [name, phone] of Object.entries(stored)) put(name, phone);
  for (const phone of lookAlikes(e164)) put(`not ${phone}`, phone);
  await onMaster(master.url, async (database) => {
    const insert = 'INSERT INTO account (account_number, name, phone) VALUES ($1, $1, $2)';
    const rows = [...Object.entries(stored), ...lookAlikes(e164).map((phone) => [`not ${phone}`, phone])];
    for (const row of rows) await database.query(insert, row);
  });
  clock = Date.now();
  try {
    const directory = directoryIn(salesforce, { region: country });
    const query = { name: null, company: null, email: null, accountNumber: null, postalCode: null, phone: e164 };
    const found = {
      salesforce: await allByPhone(directory, e164),
      master: await searchCustomers(pool, query, country, deadlineIn(5_000)),
    };
    const named = (matches: Match[]): string[] =>
      matches.flatMap(({ name, phones }) => (phones.some(({ matched }) => matched) ? [name] : [])).sort();
    const inMaster = Object.keys(stored).sort();
    expect(named(found.master)).toEqual(inMaster);
    // A search index keeps digits as they were typed: it is asked in full-width, Arabic-Indic, Persian ones and the number's own
    const inSalesforce = inMaster.filter((name) => name !== 'Devanagari digits' || country === 'IN');
    expect(named(found.salesforce)).toEqual(inSalesforce);
  } finally {
    for (const [object, id] of made.reverse()) records.remove(object, id);
    await onMaster(master.url, async (database) => {
      await database.query("DELETE FROM account WHERE account_number NOT LIKE 'A-%' AND account_number NOT LIKE 'C-%'");
    });
  }
});
