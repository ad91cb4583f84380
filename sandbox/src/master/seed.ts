export interface MasterAccount {
  account_number: string;
  name: string;
  phone?: string;
  mobile_phone?: string;
  other_phone?: string;
  email?: string;
  billing_street?: string;
  billing_city?: string;
  billing_state?: string;
  billing_postal_code?: string;
  billing_country?: string;
  segment?: string;
  account_type?: string;
  status?: string;
  language?: string;
  services?: string;
  billing_cycle?: string;
  payment_method?: string;
  amount_due?: string;
  last_payment_amount?: string;
  last_payment_date?: string;
  primary_contact_id?: string;
}
export interface MasterContact {
  contact_id: string;
  account_number: string;
  first_name?: string;
  last_name?: string;
  full_name?: string;
  email?: string;
  phone?: string;
  mobile_phone?: string;
  home_phone?: string;
}
export interface MasterSeed {
  accounts: MasterAccount[];
  contacts: MasterContact[];
}

const california = { billing_state: 'CA', billing_country: 'United States' };

/** The people of the phone page. Aya is known here only; Kenji here and in Salesforce; the last account has no contact. */
const ACCOUNTS: MasterAccount[] = [
  {
    account_number: 'A-204417',
    name: 'Yamamoto Coffee Imports',
    phone: '+1 415 555 0163',
    email: 'aya@yamamotocoffee.example',
    ...california,
    billing_street: '2150 Folsom St',
    billing_city: 'San Francisco',
    billing_postal_code: '94110',
    segment: 'Business',
    account_type: 'Customer',
    status: 'Active',
    language: 'Japanese, English',
    services: 'Business fibre 1 Gbps\nSIM × 2',
    billing_cycle: 'Monthly',
    payment_method: 'Direct debit',
    amount_due: '0.00',
    last_payment_amount: '184.00',
    last_payment_date: '2026-11-03',
    primary_contact_id: 'K-204417-1',
  },
  {
    account_number: 'C-18820',
    name: 'Kenji Yamamoto',
    mobile_phone: '+1 415 555 0171',
    email: 'kenji@yamamoto.example',
    ...california,
    billing_street: '721 Adeline St',
    billing_city: 'Oakland',
    billing_postal_code: '94607',
    segment: 'Private',
    account_type: 'Customer',
    status: 'Active',
    language: 'English',
    services: 'Home fibre 500 Mbps',
    billing_cycle: 'Monthly',
    payment_method: 'Card',
    amount_due: '42.50',
    last_payment_amount: '42.50',
    last_payment_date: '2026-10-28',
    primary_contact_id: 'K-18820-1',
  },
  {
    account_number: 'A-198203',
    name: 'Takeshi Yamamoto',
    phone: '(415) 555-0176',
    ...california,
    billing_city: 'San Jose',
    billing_postal_code: '95112',
    segment: 'Private',
    account_type: 'Customer',
    status: 'Active',
    language: 'Japanese',
    services: 'SIM',
    amount_due: '0.00',
  },
];
const CONTACTS: MasterContact[] = [
  {
    contact_id: 'K-204417-1',
    account_number: 'A-204417',
    first_name: 'Aya',
    last_name: 'Yamamoto',
    full_name: '山本 彩 (Aya Yamamoto)',
    email: 'aya@yamamotocoffee.example',
    phone: '+1 415 555 0163',
    mobile_phone: '+1 415 555 0164',
  },
  {
    contact_id: 'K-18820-1',
    account_number: 'C-18820',
    first_name: 'Kenji',
    last_name: 'Yamamoto',
    email: 'kenji@yamamoto.example',
    mobile_phone: '1-415-555-0171',
  },
];

const PEOPLE: [first: string, last: string, full?: string][] = [
  ['Olivia', 'Bennett'],
  ['Haruto', 'Suzuki', '鈴木 陽翔'],
  ['Nadia', 'Haddad', 'نادية حداد'],
  ['Piotr', 'Wiśniewski'],
  ['Eleni', 'Papadopoulou', 'Ελένη Παπαδοπούλου'],
  ['Anastasia', 'Volkova', 'Анастасия Волкова'],
  ['Min-jun', 'Kim', '김민준'],
  ['Zoë', "O'Neill"],
  ['Arjun', 'Mehta', 'अर्जुन मेहता'],
  ['Lúcia', 'Gonçalves'],
  ['Wei', 'Chen', '陈伟'],
  ['Jürgen', 'Groß'],
  ['Noa', 'Levi', 'נועה לוי'],
  ['Siobhán', 'Byrne'],
  ['Tomás', 'Núñez'],
  ['Ngọc', 'Trần'],
];
const CITIES: [city: string, postal: string][] = [
  ['San Francisco', '941'],
  ['Oakland', '946'],
  ['San Jose', '951'],
  ['Sacramento', '958'],
  ['Fresno', '937'],
];
const SEGMENTS = ['Private', 'Private', 'Private', 'Business', 'Enterprise'];
const fullWidth = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** The source systems' notations, of a US number and of numbers of other countries. */
const US: ((a: string, e: string, l: string) => string)[] = [
  (a, e, l) => `(${a}) ${e}-${l}`,
  (a, e, l) => `${a}.${e}.${l}`,
  (a, e, l) => `+1 ${a} ${e} ${l}`,
  (a, e, l) => `1-${a}-${e}-${l}`,
  (a, e, l) => a + e + l,
  (a, e, l) => `+1(${a})${e}${l} x${l.slice(1)}`,
  (a, e, l) => `001${a}${e}${l}`,
  (a, e, l) => `${a}\u00a0${e}\u00a0${l}`,
  (a, e, l) => fullWidth(`${a}-${e}-${l}`),
  (a, e, l) => `${a}-${e}-${l} / ${a}-${e}-9${l.slice(1)}`,
];
const OTHER: ((n: string) => string)[] = [
  (n) => `03-3${n.slice(0, 3)}-${n.slice(3)}`,
  (n) => `+81 3 4${n.slice(0, 3)} ${n.slice(3)}`,
  (n) => `0044 20 7${n.slice(0, 3)} ${n.slice(3)}`,
  (n) => `+49 30 ${n}1`,
];

/** Deterministic: the same customers for the same number. */
export function masterSeed(customers: number): MasterSeed {
  const accounts = [...ACCOUNTS];
  const contacts = [...CONTACTS];
  for (let n = accounts.length; n < customers; n++) {
    const [first, last, full] = PEOPLE[n % PEOPLE.length] as [string, string, string?];
    const [city, postal] = CITIES[n % CITIES.length] as [string, string];
    const digits = String(2_000_000 + n * 613).slice(-7);
    const write = US[n % US.length] as (a: string, e: string, l: string) => string;
    const number =
      n % 11 === 0
        ? (OTHER[n % OTHER.length] as (n: string) => string)(digits)
        : write('530', digits.slice(0, 3), digits.slice(3));
    const account_number = `A-${300_000 + n}`;
    const business = n % 5 >= 3;
    const withContact = n % 7 !== 0;
    const column = (['phone', 'mobile_phone', 'other_phone'] as const)[n % 3] ?? 'phone';
    accounts.push({
      account_number,
      name: business ? `${last} Trading ${n}` : (full ?? `${first} ${last}`),
      [column]: number,
      email: `m${n}@master.example`,
      ...california,
      billing_street: `${100 + (n % 900)} Market St`,
      billing_city: city,
      billing_postal_code: postal + String(n % 100).padStart(2, '0'),
      segment: SEGMENTS[n % SEGMENTS.length] ?? 'Private',
      account_type: 'Customer',
      status: n % 13 === 0 ? 'Suspended' : 'Active',
      language: 'English',
      services: business ? 'Business fibre 1 Gbps' : 'Home fibre 500 Mbps',
      billing_cycle: n % 4 === 0 ? 'Annually' : 'Monthly',
      payment_method: n % 2 === 0 ? 'Card' : 'Direct debit',
      amount_due: ((n * 37) % 200).toFixed(2),
      last_payment_amount: '42.50',
      last_payment_date: `2026-${String((n % 10) + 1).padStart(2, '0')}-15`,
      ...(withContact ? { primary_contact_id: `K-${300_000 + n}-1` } : {}),
    });
    if (withContact) {
      contacts.push({
        contact_id: `K-${300_000 + n}-1`,
        account_number,
        first_name: first,
        last_name: last,
        ...(full === undefined ? {} : { full_name: `${full} (${first} ${last})` }),
        email: `k${n}@master.example`,
        [(['mobile_phone', 'home_phone', 'phone'] as const)[n % 3] ?? 'phone']: (
          US[(n + 3) % US.length] as (a: string, e: string, l: string) => string
        )('916', digits.slice(0, 3), digits.slice(3)),
      });
    }
  }
  return { accounts, contacts };
}
