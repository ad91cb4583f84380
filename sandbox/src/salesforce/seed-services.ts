import type { Org } from './org';
import type { Create } from './records';
import { seedOrder, type SeededOrder } from './seed-products';

interface ServiceCustomer {
  firstName: string;
  lastName: string;
  number: string;
  phone: string;
  account?: Record<string, string>;
  cases?: [type: string, subject: string][];
  services?: Service[];
}

interface Service {
  fields: Record<string, string | number>;
  order?: Omit<SeededOrder, 'accountId' | 'opportunityId'>;
}

const HOME = 'Personal SonixNet Home Internet';
const ACTIVE = { Portal_Status__c: 'Active', Portal_Registration_Source__c: 'Portal Signup' };
const VERIFIED = { Id_Verification_Status__c: 'Verified', Id_Verification_Verified_Date_Time__c: '2026-09-03T18:04:00.000Z' };
const CHECKED = {
  Internet_Eligibility_Status__c: 'Checked',
  Internet_Eligibility_Request_Date_Time__c: '2026-11-17T17:12:00.000Z',
  Internet_Eligibility_Checked_Date_Time__c: '2026-11-19T00:40:00.000Z',
};
const ELIGIBLE = { ...CHECKED, Internet_Eligibility__c: 'Home 1 Gbps' };
const inquiry = (StageName: string): Service => ({
  fields: { StageName, CommodityType__c: HOME, Portal_Source__c: 'Portal - Internet Eligibility Request' },
});
const PRODUCTS = ['SonixNet Home Internet 1 Gbps', 'Internet activation'];

/** One customer for each state that services can have; who calls is in `personas.ts`. */
const CUSTOMERS: ServiceCustomer[] = [
  { firstName: 'Nina', lastName: 'Park', number: 'C-31870', phone: '+1 415 555 0140', account: { Portal_Status__c: 'Inactive' } },
  {
    firstName: 'Rosa',
    lastName: 'Delgado Kim',
    number: 'C-31880',
    phone: '(415) 555-0141',
    account: {
      ...ACTIVE,
      Internet_Eligibility_Status__c: 'Pending',
      Internet_Eligibility_Request_Date_Time__c: '2026-11-17T17:12:00.000Z',
      Id_Verification_Status__c: 'Pending',
      Id_Verification_Submitted_Date_Time__c: '2026-11-17T02:20:00.000Z',
    },
    cases: [
      ['Eligibility Check', 'Internet eligibility'],
      ['ID Verification', 'ID verification'],
    ],
    services: [inquiry('Introduction')],
  },
  {
    firstName: 'Noor',
    lastName: 'Haddad',
    number: 'C-31881',
    phone: '415-555-0142',
    account: { ...ACTIVE, ...VERIFIED, ...ELIGIBLE },
    services: [inquiry('Ready')],
  },
  {
    firstName: 'Tom',
    lastName: 'Becker',
    number: 'C-31882',
    phone: '415.555.0143',
    account: { ...ACTIVE, ...VERIFIED, ...CHECKED, Internet_Eligibility__c: 'No line at this address' },
    services: [inquiry('Void')],
  },
  {
    firstName: 'Lena',
    lastName: 'Fischer',
    number: 'C-31883',
    phone: '4155550144',
    account: {
      ...ACTIVE,
      Id_Verification_Status__c: 'Rejected',
      Id_Verification_Submitted_Date_Time__c: '2026-11-12T18:20:00.000Z',
      Id_Verification_Rejection_Message__c: 'The photo of your passport is too dark to read.',
    },
  },
  {
    firstName: 'Hugo',
    lastName: 'Marin',
    number: 'C-31884',
    phone: '+1 (415) 555-0145',
    account: { ...ACTIVE, ...VERIFIED, ...ELIGIBLE, WH_Account__c: '45' },
    services: [
      {
        ...inquiry('Post Processing'),
        order: {
          effectiveDate: '2026-11-19',
          products: PRODUCTS,
          status: 'Pending Review',
          activation: { Activation_Status__c: 'Pending Review' },
        },
      },
    ],
  },
  {
    firstName: 'Mira',
    lastName: 'Costa',
    number: 'C-31885',
    phone: '415 555 0146',
    account: { ...ACTIVE, ...VERIFIED, ...ELIGIBLE, WH_Account__c: '46' },
    services: [
      {
        ...inquiry('Post Processing'),
        order: {
          effectiveDate: '2026-11-19',
          products: PRODUCTS,
          status: 'Approved',
          activation: { Activation_Status__c: 'Activating' },
        },
      },
    ],
  },
  {
    firstName: 'Omar',
    lastName: 'Reyes',
    number: 'C-31886',
    phone: '1-415-555-0147',
    account: { ...ACTIVE, ...VERIFIED, ...ELIGIBLE, WH_Account__c: '47' },
    services: [
      {
        ...inquiry('Post Processing'),
        order: {
          effectiveDate: '2026-11-12',
          products: PRODUCTS,
          status: 'Approved',
          activation: {
            Activation_Status__c: 'Failed',
            Activation_Error__c: 'No free port at the exchange',
            Activation_Error_DateTime__c: '2026-11-19T17:12:00.000Z',
          },
        },
      },
    ],
  },
  {
    firstName: 'Grace',
    lastName: 'Okoye',
    number: 'C-31887',
    phone: '(415)555-0148',
    account: { ...ACTIVE, ...VERIFIED, ...ELIGIBLE, WH_Account__c: '48' },
    services: [
      {
        fields: {
          StageName: 'Active',
          CommodityType__c: HOME,
          Portal_Source__c: 'Portal - Order Placement',
          WHMCS_Service_ID__c: 48213,
        },
      },
      {
        fields: {
          StageName: 'Active',
          CommodityType__c: 'SIM',
          Portal_Source__c: 'Portal - Order Placement',
          WHMCS_Service_ID__c: 48377,
        },
      },
    ],
  },
  {
    firstName: 'Ivan',
    lastName: 'Petrov',
    number: 'C-31888',
    phone: '+1-415-555-0149',
    account: { ...ACTIVE, ...VERIFIED },
    cases: [['Cancellation Request', 'Cancellation of SIM, service 48391']],
    services: [
      {
        fields: {
          StageName: '△Cancelling',
          CommodityType__c: 'SIM',
          WHMCS_Service_ID__c: 48391,
          ScheduledCancellationDateAndTime__c: '2027-01-01T07:59:00.000Z',
        },
      },
      { fields: { StageName: '△Cancelled', CommodityType__c: 'VPN', WHMCS_Service_ID__c: 47002 } },
    ],
  },
];

export function seedServices(org: Org, create: Create): void {
  const { picklist: stages } = org.records.schema.field(org.records.schema.object('Opportunity'), 'StageName');
  for (const { firstName, lastName, number, phone, account: more, cases, services } of CUSTOMERS) {
    const account = create('Account', {
      Name: `${firstName} ${lastName}`,
      SF_Account_No__c: number,
      BillingPostalCode: '94704',
      ...more,
    });
    const email = `${firstName}.${lastName.replace(' ', '.')}@services.example`.toLowerCase();
    const contact = create('Contact', {
      FirstName: firstName,
      LastName: lastName,
      AccountId: account.Id,
      MobilePhone: phone,
      Email: email,
    });
    // a standard org has none of these stages, and so none of these services
    const opportunities = (services ?? []).filter(({ fields }) => stages.includes(String(fields.StageName)));
    const made = opportunities.map(({ order, fields }) => {
      const name = `${String(fields.CommodityType__c)} · ${number}`;
      const opportunity = create('Opportunity', { Name: name, AccountId: account.Id, CloseDate: '2026-12-31', ...fields });
      if (order !== undefined)
        seedOrder(org, create, { ...order, accountId: String(account.Id), opportunityId: String(opportunity.Id) });
      return opportunity;
    });
    for (const [Type, Subject] of cases ?? [])
      create('Case', {
        AccountId: account.Id,
        ContactId: contact.Id,
        Type,
        Subject,
        Status: 'Working',
        Origin: 'Phone',
        ...(made[0] === undefined ? {} : { Opportunity__c: made[0].Id }),
      });
  }
}
