import { seedBackground } from './background';
import type { Org } from './org';
import type { Create } from './records';
import { seedOrder, seedProducts } from './seed-products';
import { seedServices } from './seed-services';

interface Customer {
  account: Record<string, string>;
  contact: Record<string, string>;
  openCases?: string[];
  closedCases?: string[];
  orders?: number;
}

const verified = {
  Id_Verification_Status__c: 'Verified',
  Portal_Status__c: 'Active',
  Portal_Registration_Source__c: 'Portal Signup',
};
const billing = (
  street: string,
  city: string,
  postalCode: string,
  state = 'CA',
  country = 'United States',
): Record<string, string> => ({
  BillingStreet: street,
  BillingCity: city,
  BillingState: state,
  BillingPostalCode: postalCode,
  BillingCountry: country,
});

/** The people of the phone page. Each number is stored in another notation: that is the point. */
const CUSTOMERS: Customer[] = [
  {
    account: {
      Name: 'Okafor & Reid LLP',
      SF_Account_No__c: 'C-20714',
      ...billing('410 Larkin St', 'San Francisco', '94102'),
      ...verified,
    },
    contact: {
      FirstName: 'David',
      LastName: 'Okafor',
      Email: 'd.okafor@okaforreid.example',
      MobilePhone: '(415) 555-0127',
      Phone: '+1 415 555 0128',
    },
    openCases: ['Second line not working'],
    orders: 2,
  },
  {
    account: {
      Name: 'Torres Imports',
      SF_Account_No__c: 'C-10042',
      ...billing('88 Bluxome St', 'San Francisco', '94107'),
      ...verified,
    },
    contact: {
      FirstName: 'Ana',
      LastName: 'Torres',
      Email: 'ana@torres.example',
      MobilePhone: '(415) 555-0100',
      Phone: '415.555.0101',
    },
    openCases: ['Duplicate charge in October', 'Router replacement'],
    closedCases: ['Late delivery'],
    orders: 1,
  },
  {
    account: {
      Name: 'Anna Torres',
      SF_Account_No__c: 'C-20981',
      ...billing('12 Westmoor Ave', 'Daly City', '94015'),
      Id_Verification_Status__c: 'Pending',
      Portal_Status__c: 'Inactive',
    },
    contact: { FirstName: 'Anna', LastName: 'Torres', Email: 'anna.t@mail.example', MobilePhone: '+14155550100' },
    orders: 1,
  },
  {
    account: {
      Name: 'Torres Imports',
      SF_Account_No__c: 'C-10057',
      ...billing('88 Bluxome St', 'San Francisco', '94107'),
      ...verified,
    },
    contact: {
      FirstName: 'Miguel',
      LastName: 'Torres',
      Email: 'miguel@torres.example',
      Phone: '415-555-0100',
      MobilePhone: '+1 415 555 0157',
    },
    orders: 4,
  },
  {
    account: {
      Name: 'Priya Natarajan',
      SF_Account_No__c: 'C-14380',
      ...billing('1550 Noe St', 'San Francisco', '94131'),
      ...verified,
    },
    contact: { FirstName: 'Priya', LastName: 'Natarajan', Email: 'priya@natarajan.example', MobilePhone: '4155550119' },
    openCases: ['No connection since Monday'],
    orders: 1,
  },
  {
    account: {
      Name: 'Kenji Yamamoto',
      SF_Account_No__c: 'C-18820',
      ...billing('721 Adeline St', 'Oakland', '94607'),
      ...verified,
    },
    contact: { FirstName: 'Kenji', LastName: 'Yamamoto', Email: 'kenji@yamamoto.example', MobilePhone: '1-415-555-0171' },
    orders: 1,
  },
  {
    account: {
      Name: 'Price Dental Group',
      SF_Account_No__c: 'C-22107',
      ...billing('34 Baldwin Ave', 'San Mateo', '94401'),
      ...verified,
    },
    contact: { FirstName: 'Laura', LastName: 'Yamamoto-Price', Email: 'laura@pricedental.example', Phone: '(415)555-0174' },
    closedCases: ['Invoice address'],
    orders: 3,
  },
  {
    account: {
      Name: '佐藤 花子 (Hanako Sato)',
      SF_Account_No__c: 'C-30512',
      ...billing('丸の内 1-1-1', '千代田区', '100-0005', '東京都', 'Japan'),
      ...verified,
    },
    contact: { FirstName: '花子 (Hanako)', LastName: '佐藤 (Sato)', Email: 'hanako@sato.example', Phone: '03-1234-5678' },
    orders: 1,
  },
];

/** An org has the fields and values that were deployed to it: what it lacks is left out, so that a standard org has the same people. */
function creator({ records }: Org): Create {
  return (object, fields) => {
    const schema = records.schema.object(object);
    const fits = ([name, value]: [string, unknown]): boolean => {
      const field = schema.fields.get(name.toLowerCase());
      return field !== undefined && (!field.restricted || field.picklist.includes(String(value)));
    };
    return records.create(object, Object.fromEntries(Object.entries(fields).filter(fits)));
  };
}

/** Fills an org with the personas and a background of other customers. The same every time. */
export function seed(org: Org): void {
  const create = creator(org);
  seedProducts(org, create);
  for (const customer of CUSTOMERS) {
    const account = create('Account', customer.account);
    const mailing = Object.fromEntries(
      Object.entries(customer.account)
        .filter(([name]) => name.startsWith('Billing'))
        .map(([name, value]) => [name.replace('Billing', 'Mailing'), value]),
    );
    const contact = create('Contact', { ...customer.contact, ...mailing, AccountId: account.Id });
    const links = { AccountId: account.Id, ContactId: contact.Id };
    for (const Subject of customer.openCases ?? [])
      create('Case', { ...links, Subject, Status: 'Working', Origin: 'Phone', Type: 'General Inquiry' });
    for (const Subject of customer.closedCases ?? [])
      create('Case', { ...links, Subject, Status: 'Closed', Origin: 'Phone', Type: 'General Inquiry' });
    for (let n = 0; n < (customer.orders ?? 0); n++)
      seedOrder(org, create, {
        accountId: String(account.Id),
        effectiveDate: `2026-0${n + 5}-15`,
        products: ['SIM 10 GB'],
        ...(n === 0 ? { status: 'Activated', activation: { Activation_Status__c: 'Provisioned' } } : {}),
      });
  }
  seedServices(org, create);
  seedBackground(create);
}
