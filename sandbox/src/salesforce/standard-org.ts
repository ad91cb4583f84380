import type { FieldLine } from './field';

export const SYSTEM_FIELDS: FieldLine[] = [
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

/** Objects and fields that every org has, from Salesforce's object reference. What is added to them comes by the Metadata API. */
export const STANDARD_OBJECTS: Record<string, [keyPrefix: string, fields: FieldLine[]]> = {
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
      'Type:picklist=Mechanical|Electrical|Electronic|Structural|Other',
      'Reason:picklist',
      'AccountId:reference>Account',
      'ContactId:reference>Contact',
      'ClosedDate:datetime-',
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
      'Status:picklist!=Draft|Activated',
      'Description:textarea',
      'TotalAmount:currency-',
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
      'StageName:picklist!=Prospecting|Qualification|Needs Analysis|Value Proposition|Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost',
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
      'TotalPrice:currency-',
    ],
  ],
  Product2: ['01t', ['Name:string!', 'ProductCode:string', 'IsActive:boolean']],
  Pricebook2: ['01s', ['Name:string!', 'IsActive:boolean', 'IsStandard:boolean-']],
  PricebookEntry: [
    '01u',
    ['Product2Id:reference!>Product2', 'Pricebook2Id:reference!>Pricebook2', 'UnitPrice:currency!', 'IsActive:boolean'],
  ],
  Organization: ['00D', ['Name:string-', 'TimeZoneSidKey:picklist-']],
  User: ['005', ['Name:string-', 'Username:string!', 'Email:email', 'IsActive:boolean']],
  PermissionSet: ['0PS', ['Name:string!', 'Label:string!']],
  PermissionSetAssignment: ['0Pa', ['AssigneeId:reference!>User', 'PermissionSetId:reference!>PermissionSet']],
  FlowDefinitionView: ['3dd', ['ApiName:string!', 'Label:string', 'IsActive:boolean', 'TriggerType:string']],
};

/** What only somebody with "View Setup and Configuration" sees. */
export const SETUP_OBJECTS = ['PermissionSet', 'PermissionSetAssignment', 'FlowDefinitionView'];

/** Person accounts are an org-wide feature that cannot be switched off again; only orgs that have it know these fields. */
export const PERSON_ACCOUNT: FieldLine[] = [
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

/** The name in a subquery of an object's children. */
export const CHILDREN: Record<string, string> = {
  Case: 'Cases',
  Contact: 'Contacts',
  Order: 'Orders',
  Opportunity: 'Opportunities',
  OrderItem: 'OrderItems',
  Task: 'Tasks',
  PricebookEntry: 'PricebookEntries',
};

/** A standard value set and the field that it fills (Metadata API guide, "StandardValueSet Names and Standard Picklist Fields"). */
export const VALUE_SETS: Record<string, [object: string, field: string]> = {
  OpportunityStage: ['Opportunity', 'StageName'],
  OrderStatus: ['Order', 'Status'],
  CaseType: ['Case', 'Type'],
  CaseStatus: ['Case', 'Status'],
  CaseOrigin: ['Case', 'Origin'],
  CasePriority: ['Case', 'Priority'],
};
