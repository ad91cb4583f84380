/**
 * The custom fields of the org that this product is made for: `Object.Field__c Type`, then `external id`, `of Target`, or the values of
 * a picklist. The org as code has exactly these; a test compares them.
 */
export const DESCRIBED_FIELDS = [
  'Account.Id_Verification_Note__c LongTextArea',
  'Account.Id_Verification_Rejection_Message__c Text',
  'Account.Id_Verification_Status__c Picklist: Pending | Verified | Rejected',
  'Account.Id_Verification_Submitted_Date_Time__c DateTime',
  'Account.Id_Verification_Verified_Date_Time__c DateTime',
  'Account.Internet_Eligibility_Checked_Date_Time__c DateTime',
  'Account.Internet_Eligibility_Request_Date_Time__c DateTime',
  'Account.Internet_Eligibility_Status__c Picklist: Pending | Checked',
  'Account.Internet_Eligibility__c Text',
  'Account.Portal_Registration_Source__c Picklist: Legacy | Portal Signup | Portal Checkout',
  'Account.Portal_Status__c Picklist: Active | Inactive',
  'Account.Request_Key__c Text external id',
  'Account.SF_Account_No__c Text external id',
  'Account.WH_Account__c Text',
  'Case.Opportunity__c Lookup of Opportunity',
  'Case.Request_Key__c Text external id',
  'Contact.SF_Contact_No__c Text external id',
  'Opportunity.Application_Stage__c Picklist',
  'Opportunity.CancellationNotice__c Picklist',
  'Opportunity.CommodityType__c Picklist: Personal SonixNet Home Internet | Corporate SonixNet Home Internet | SIM | VPN',
  'Opportunity.LineReturn__c Picklist',
  'Opportunity.Portal_Source__c Picklist: Portal - Internet Eligibility Request | Portal - Order Placement | Sales - Manual',
  'Opportunity.Request_Key__c Text external id',
  'Opportunity.ScheduledCancellationDateAndTime__c DateTime',
  'Opportunity.WHMCS_Service_ID__c Number',
  'Order.Activation_Error_DateTime__c DateTime',
  'Order.Activation_Error__c Text',
  'Order.Activation_Status__c Picklist: Pending Review | Activating | Provisioned | Failed',
  'Order.Request_Key__c Text external id',
  'Order.WHMCS_Order_Id__c Number',
  'Product2.Billing_Cycle__c Picklist: Monthly | Annually | One-time',
  'Product2.Item_Class__c Picklist: Service | Activation | Add-on',
  'Product2.Portal_ConfigOptions_JSON__c LongTextArea',
  'Product2.WHMCS_Product_Id__c Text',
  'Task.Interaction_Id__c Text external id',
  'Task.Request_Key__c Text external id',
];

export interface DescribedOrgField {
  object: string;
  name: string;
  /** As a describe calls it. */
  type: string;
  isKey: boolean;
  values: string[];
}

const TYPES: Readonly<Record<string, string>> = {
  Text: 'string',
  LongTextArea: 'textarea',
  Picklist: 'picklist',
  DateTime: 'datetime',
  Number: 'double',
  Lookup: 'reference',
};

export const describedFields = (): DescribedOrgField[] =>
  DESCRIBED_FIELDS.map((line) => {
    const [, object = '', name = '', type = '', key, values] =
      /^(\w+)\.(\w+) (\w+)( external id)?(?: of \w+)?(?:: (.*))?$/.exec(line) ?? [];
    return { object, name, type: TYPES[type] ?? type, isKey: key !== undefined, values: values?.split(' | ') ?? [] };
  });

/** Standard picklists of which the product needs values. */
export const NEEDED_VALUES: Readonly<Record<string, readonly string[]>> = {
  'Case.Type': ['Eligibility Check', 'ID Verification', 'Cancellation Request', 'General Inquiry'],
  'Order.Status': ['Draft', 'Pending Review', 'Approved', 'Activated', 'Cancelled'],
  'Opportunity.StageName': ['Introduction', 'Ready', 'Post Processing', 'Active', '△Cancelling', '△Cancelled', 'Void'],
};

/** What is done with each object: reading alone, or making and changing records too. */
export const OBJECTS: Readonly<Record<string, 'read' | 'write'>> = {
  Account: 'write',
  Contact: 'write',
  Case: 'write',
  CaseComment: 'write',
  Task: 'write',
  Opportunity: 'write',
  Order: 'write',
  OrderItem: 'write',
  Product2: 'read',
  PricebookEntry: 'read',
};
export const EVENT = 'OrderProvisionRequested__e';
export const EVENT_FIELDS = ['OrderId__c', 'IdemKey__c'];
export const FLOWS = ['Order_Approval_Set_Activating', 'Order_Approval_Request_Provisioning'];
