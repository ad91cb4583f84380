import { getExampleNumber, type CountryCode } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';
import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import { deadlineIn } from '../../runtime/deadline';
import { findByPhone as inMaster } from '../../vendors/master/find-by-phone';
import { MasterPool } from '../../vendors/master/pool';
import { findByPhone as inSalesforce } from '../../vendors/salesforce/find-by-phone';
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

const fullWidth = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** By name, so that a miss says which. */
function notations(e164: string, national: string, international: string): Record<string, string> {
  const digits = national.replace(/\D/g, '');
  return {
    'E.164': e164,
    international,
    national,
    'national digits': digits,
    'with dots': national.replace(/[^\d]+/g, '.').replace(/^\.|\.$/g, ''),
    'with hyphens': international.replace(/ /g, '-'),
    'country code in brackets': international.replace(/^(\+\d+) /, '($1) '),
    'international access code 00': `00${e164.slice(1)}`,
    'with 00 and spaces': international.replace('+', '00 '),
    'no-break spaces': international.replace(/ /g, '\u00a0'),
    'full-width digits': fullWidth(national),
    'with an extension': `${international} x12`,
    'second of two': `${e164.slice(0, -4)}9999 / ${international}`,
  };
}
/** Numbers that share most digits and are others. */
function lookAlikes(e164: string): string[] {
  const last = (Number(e164.at(-1)) + 1) % 10;
  return [`${e164.slice(0, -1)}${last}`, `${e164}7`, `+999${e164.slice(-9)}`, `${e164.slice(0, -7)} x${e164.slice(-7)}`];
}

let salesforce: TestOrg;
let master: MasterStandIn;
let pool: MasterPool;
beforeAll(async () => {
  [salesforce, master] = await Promise.all([
    startOrg({ seeded: false }),
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
  const stored = notations(number.number, number.formatNational(), number.formatInternational());
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
  for (const phone of lookAlikes(number.number)) put(`not ${phone}`, phone);
  await onMaster(master.url, async (database) => {
    const insert = 'INSERT INTO account (account_number, name, phone) VALUES ($1, $1, $2)';
    for (const [name, phone] of Object.entries(stored)) await database.query(insert, [name, phone]);
    for (const phone of lookAlikes(number.number)) await database.query(insert, [`not ${phone}`, phone]);
  });
  try {
    const found = [
      await inSalesforce(directoryIn(salesforce, { region: country }), number.number),
      await inMaster(pool, number.number, country, deadlineIn(5_000)),
    ];
    for (const { matches } of found) expect(matches.map(({ name }) => name).sort()).toEqual(Object.keys(stored).sort());
  } finally {
    for (const [object, id] of made.reverse()) records.remove(object, id);
    await onMaster(master.url, async (database) => {
      await database.query("DELETE FROM account WHERE account_number NOT LIKE 'A-%' AND account_number NOT LIKE 'C-%'");
    });
  }
});
