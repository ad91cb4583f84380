import type { Create } from './records';

const FIRST = [
  'Olivia',
  'Noah',
  'Mei',
  'Jamal',
  'Sofia',
  'Lars',
  'Ingrid',
  'Ravi',
  'Chloé',
  'Tomás',
  'Yuki',
  'Amara',
  'Piotr',
  'Zoë',
  'Hassan',
  'Fatima',
];
const LAST = [
  'Bennett',
  'Nguyen',
  'Kowalski',
  'Haddad',
  "O'Neill",
  'Müller',
  'Rossi',
  'Silva',
  'Ivanova',
  'Park',
  'Okoye',
  'Lindqvist',
  'Dubois',
];

/** The ways people have typed the ten digits of a US number. */
const NOTATIONS: ((area: string, exchange: string, line: string) => string)[] = [
  (a, e, l) => `(${a}) ${e}-${l}`,
  (a, e, l) => `${a}-${e}-${l}`,
  (a, e, l) => `${a}.${e}.${l}`,
  (a, e, l) => `+1 ${a} ${e} ${l}`,
  (a, e, l) => `+1${a}${e}${l}`,
  (a, e, l) => `1-${a}-${e}-${l}`,
  (a, e, l) => `${a}${e}${l}`,
  (a, e, l) => `(${a})${e}${l} x${l.slice(2)}`,
  (a, e, l) => `001 ${a} ${e} ${l}`,
  (a, e, l) => `${a} ${e} ${l}`,
];

/** Numbers that share digits with the personas' and are not theirs: none of these may ever come up for them. */
export const LOOK_ALIKES: { name: string; phone: string }[] = [
  { name: 'Same last seven, other area', phone: '(650) 555-0100' },
  { name: 'Same last seven, Oakland', phone: '510.555.0127' },
  { name: 'Same last seven, no area', phone: '555-0100' },
  { name: 'Same last four', phone: '415-777-0100' },
  { name: 'Digits run on', phone: '+1 415 555 01002' },
  { name: 'Extension makes the tail', phone: '(415) 555-9999 x0100' },
  { name: 'Extension holds the number', phone: '+1 212 555 7777 ext 4155' },
  { name: 'Two numbers that join', phone: '415-555-4444 / 555-0100' },
  { name: 'British tail', phone: '+44 1415 550100' },
  { name: 'Japanese, other city', phone: '06-1234-5678' },
  { name: 'Digits inside', phone: '+81 90 4155 5501' },
];

/** ~200 further customers with one contact each, notations by turns, and the look-alikes. Deterministic. */
export function seedBackground(create: Create): void {
  LOOK_ALIKES.forEach(({ name, phone }, at) => {
    const account = create('Account', {
      Name: name,
      SF_Account_No__c: `C-4${String(at).padStart(4, '0')}`,
      Portal_Status__c: 'Active',
    });
    create('Contact', { LastName: name, AccountId: account.Id, Phone: phone });
  });
  for (let n = 0; n < 200; n++) {
    const [first, last] = [FIRST[n % FIRST.length] ?? '', LAST[(n * 5) % LAST.length] ?? ''];
    const write = NOTATIONS[n % NOTATIONS.length] as (area: string, exchange: string, line: string) => string;
    const line = String(200 + n).padStart(4, '0');
    const account = create('Account', {
      Name: n % 3 === 0 ? `${last} & Co.` : `${first} ${last}`,
      SF_Account_No__c: `C-5${String(n).padStart(4, '0')}`,
      Portal_Status__c: n % 4 === 0 ? 'Inactive' : 'Active',
      ...(n % 6 === 0 ? { Phone: write('628', '555', line) } : {}),
    });
    create('Contact', {
      FirstName: first,
      LastName: last,
      AccountId: account.Id,
      Email: `c${n}@background.example`,
      [(['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'] as const)[n % 4] ?? 'Phone']: write('707', '555', line),
    });
  }
}
