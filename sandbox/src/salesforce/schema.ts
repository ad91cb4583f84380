import { noSuchColumn, noSuchType } from './api-error';

export type FieldType =
  | 'id'
  | 'string'
  | 'phone'
  | 'email'
  | 'textarea'
  | 'picklist'
  | 'datetime'
  | 'date'
  | 'boolean'
  | 'double'
  | 'currency'
  | 'reference';

export interface FieldSchema {
  name: string;
  type: FieldType;
  /** Characters; 0 where it has no meaning. */
  length: number;
  label: string;
  required: boolean;
  /** False: the org sets it, writing it is INVALID_FIELD_FOR_INSERT_UPDATE. */
  writable: boolean;
  externalId: boolean;
  unique: boolean;
  picklist: string[];
  /** Reference fields: the object pointed at, and the name that walks there in SOQL (AccountId → Account). */
  referenceTo?: string;
  relationshipName?: string;
}

export interface ObjectSchema {
  name: string;
  keyPrefix: string;
  fields: Map<string, FieldSchema>;
  /** Name in a subquery → the children and their reference field: Cases → Case.AccountId. */
  children: Map<string, { object: string; field: string }>;
}

/** `Name:type` with marks: `!` required, `-` set by the org, `#` unique external id, `>Target` reference, `=a|b` restricted picklist. */
type FieldLine = `${string}:${string}`;

const LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  phone: 40,
  email: 80,
  picklist: 255,
  textarea: 32_000,
};

function field(line: string): FieldSchema {
  const [name = '', rest = ''] = line.split(/:(.*)/s);
  const [, type = '', marks = '', target, values] = /^([a-z]+)([!#-]*)(?:>(\w+))?(?:=(.*))?$/s.exec(rest) ?? [];
  return {
    name,
    type: type as FieldType,
    length: LENGTHS[type as FieldType] ?? 0,
    label: name.replace(/__c$/, '').replace(/_/g, ' '),
    required: marks.includes('!'),
    writable: !marks.includes('-'),
    externalId: marks.includes('#'),
    unique: marks.includes('#'),
    picklist: values?.split('|') ?? [],
    ...(target === undefined
      ? {}
      : { referenceTo: target, relationshipName: name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '') }),
  };
}

const SYSTEM: FieldLine[] = [
  'Id:id-',
  'CreatedDate:datetime-',
  'LastModifiedDate:datetime-',
  'SystemModstamp:datetime-',
  'IsDeleted:boolean-',
  'OwnerId:reference>User',
];
const ADDRESS = (kind: string): FieldLine[] =>
  (['Street:textarea', 'City:string', 'State:string', 'PostalCode:string', 'Country:string'] as const).map(
    (part): FieldLine => `${kind}${part}`,
  );

/** Standard fields from Salesforce's object reference; custom ones, their types and values from the org's description in `serverless/salesforce`. */
const OBJECTS: Record<string, [keyPrefix: string, fields: FieldLine[]]> = {
  Account: [
    '001',
    [
      'Name:string!',
      'AccountNumber:string',
      'Type:picklist',
      'Industry:picklist',
      'Phone:phone',
      'Fax:phone',
      'Website:string',
      'Description:textarea',
      ...ADDRESS('Billing'),
      ...ADDRESS('Shipping'),
      'SF_Account_No__c:string#',
      'WH_Account__c:string',
      'Internet_Eligibility__c:string',
      'Internet_Eligibility_Status__c:picklist=Pending|Checked',
      'Internet_Eligibility_Request_Date_Time__c:datetime',
      'Internet_Eligibility_Checked_Date_Time__c:datetime',
      'Id_Verification_Status__c:picklist=Pending|Verified|Rejected',
      'Id_Verification_Submitted_Date_Time__c:datetime',
      'Id_Verification_Verified_Date_Time__c:datetime',
      'Id_Verification_Note__c:textarea',
      'Id_Verification_Rejection_Message__c:string',
      'Portal_Status__c:picklist=Active|Inactive',
      'Portal_Registration_Source__c:picklist=Legacy|Portal Signup|Portal Checkout',
      'Request_Key__c:string#',
    ],
  ],
  Contact: [
    '003',
    [
      'Name:string-',
      'FirstName:string',
      'LastName:string!',
      'Salutation:picklist',
      'Title:string',
      'AccountId:reference>Account',
      'Email:email',
      'Phone:phone',
      'MobilePhone:phone',
      'HomePhone:phone',
      'OtherPhone:phone',
      'AssistantPhone:phone',
      'Fax:phone',
      'Description:textarea',
      ...ADDRESS('Mailing'),
      ...ADDRESS('Other'),
      'SF_Contact_No__c:string#',
    ],
  ],
  Case: [
    '500',
    [
      'CaseNumber:string-',
      'Subject:string',
      'Description:textarea',
      'Status:picklist=New|Working|Escalated|Closed',
      'IsClosed:boolean-',
      'Origin:picklist',
      'Priority:picklist=High|Medium|Low',
      'Type:picklist=Eligibility Check|ID Verification|Cancellation Request|General Inquiry',
      'Reason:picklist',
      'AccountId:reference>Account',
      'ContactId:reference>Contact',
      'Opportunity__c:reference>Opportunity',
      'ClosedDate:datetime-',
      'Request_Key__c:string#',
    ],
  ],
  Order: [
    '801',
    [
      'OrderNumber:string-',
      'AccountId:reference!>Account',
      'OpportunityId:reference>Opportunity',
      'Pricebook2Id:reference>Pricebook2',
      'EffectiveDate:date!',
      'Status:picklist!=Draft|Pending Review|Approved|Activated|Cancelled',
      'Description:textarea',
      'TotalAmount:currency-',
      'Activation_Status__c:picklist=Pending Review|Activating|Provisioned|Failed',
      'Activation_Error__c:string',
      'Activation_Error_DateTime__c:datetime',
      'WHMCS_Order_Id__c:double',
      'Request_Key__c:string#',
    ],
  ],
  Opportunity: [
    '006',
    [
      'Name:string!',
      'AccountId:reference>Account',
      'CloseDate:date!',
      'Amount:currency',
      'Description:textarea',
      'StageName:picklist!=Introduction|Ready|Post Processing|Active|△Cancelling|△Cancelled|Void',
      'CommodityType__c:picklist=Personal SonixNet Home Internet|Corporate SonixNet Home Internet|SIM|VPN',
      'Application_Stage__c:picklist',
      'CancellationNotice__c:picklist',
      'ScheduledCancellationDateAndTime__c:datetime',
      'LineReturn__c:picklist',
      'Portal_Source__c:picklist=Portal - Internet Eligibility Request|Portal - Order Placement|Sales - Manual',
      'WHMCS_Service_ID__c:double',
      'Request_Key__c:string#',
    ],
  ],
  Task: [
    '00T',
    [
      'Subject:string',
      'Description:textarea',
      'Status:picklist=Not Started|In Progress|Completed',
      'Priority:picklist=High|Normal|Low',
      'ActivityDate:date',
      'WhoId:reference>Contact',
      'WhatId:reference>Account',
      'AccountId:reference>Account',
      'TaskSubtype:picklist',
      'CallType:picklist=Inbound|Outbound|Internal',
      'CallDurationInSeconds:double',
      'CallDisposition:string',
      'CallObject:string',
      'Request_Key__c:string#',
      'Interaction_Id__c:string#',
    ],
  ],
  CaseComment: ['00a', ['ParentId:reference!>Case', 'CommentBody:textarea', 'IsPublished:boolean']],
  Lead: [
    '00Q',
    [
      'Name:string-',
      'FirstName:string',
      'LastName:string!',
      'Company:string!',
      'Status:picklist',
      'IsConverted:boolean-',
      'ConvertedContactId:reference->Contact',
      'ConvertedAccountId:reference->Account',
      'Email:email',
      'Phone:phone',
      'MobilePhone:phone',
      'Street:textarea',
      'City:string',
      'State:string',
      'PostalCode:string',
      'Country:string',
    ],
  ],
  OrderItem: [
    '802',
    [
      'OrderId:reference!>Order',
      'Product2Id:reference>Product2',
      'PricebookEntryId:reference>PricebookEntry',
      'Quantity:double!',
      'UnitPrice:currency!',
    ],
  ],
  Product2: [
    '01t',
    [
      'Name:string!',
      'ProductCode:string',
      'IsActive:boolean',
      'WHMCS_Product_Id__c:string',
      'Billing_Cycle__c:picklist=Monthly|Annually|One-time',
      'Item_Class__c:picklist=Service|Activation|Add-on',
      'Portal_ConfigOptions_JSON__c:textarea',
    ],
  ],
  Pricebook2: ['01s', ['Name:string!', 'IsActive:boolean', 'IsStandard:boolean-']],
  PricebookEntry: [
    '01u',
    ['Product2Id:reference!>Product2', 'Pricebook2Id:reference!>Pricebook2', 'UnitPrice:currency!', 'IsActive:boolean'],
  ],
  User: ['005', ['Name:string-', 'Username:string!', 'Email:email', 'IsActive:boolean']],
};

/** Person accounts are an org-wide feature that cannot be switched off again; only orgs that have it know these fields. */
const PERSON_ACCOUNT: FieldLine[] = [
  'IsPersonAccount:boolean-',
  'FirstName:string(40)',
  'LastName:string(80)',
  'PersonContactId:reference->Contact',
  'PersonEmail:email',
  'PersonMobilePhone:phone',
  'PersonHomePhone:phone',
  'PersonOtherPhone:phone',
  'PersonAssistantPhone:phone',
];

const CHILDREN: Record<string, string> = {
  Case: 'Cases',
  Contact: 'Contacts',
  Order: 'Orders',
  Opportunity: 'Opportunities',
  OrderItem: 'OrderItems',
  Task: 'Tasks',
  PricebookEntry: 'PricebookEntries',
};

export class Schema {
  readonly objects = new Map<string, ObjectSchema>();

  constructor(options: { personAccounts?: boolean } = {}) {
    for (const [name, [keyPrefix, lines]] of Object.entries(OBJECTS)) {
      const own = [...SYSTEM, ...lines, ...(options.personAccounts && name === 'Account' ? PERSON_ACCOUNT : [])].map(field);
      this.objects.set(name, {
        name,
        keyPrefix,
        fields: new Map(own.map((one) => [one.name.toLowerCase(), one])),
        children: new Map(),
      });
    }
    for (const child of this.objects.values()) {
      for (const reference of child.fields.values()) {
        const plural = CHILDREN[child.name];
        const parent = this.objects.get(reference.referenceTo ?? '');
        if (plural !== undefined && parent && !parent.children.has(plural.toLowerCase())) {
          parent.children.set(plural.toLowerCase(), { object: child.name, field: reference.name });
        }
      }
    }
  }

  /** @throws ApiError INVALID_TYPE; names are matched without regard to case, as Salesforce does */
  object(name: string): ObjectSchema {
    const found = [...this.objects.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!found) throw noSuchType(name);
    return found;
  }

  /** @throws ApiError INVALID_FIELD */
  field(object: ObjectSchema, name: string): FieldSchema {
    const found = object.fields.get(name.toLowerCase());
    if (!found) throw noSuchColumn(name, object.name);
    return found;
  }
}
