import type { EligibilityState, OrderState, ServiceStage, VerificationState } from './states';

/**
 * Every name of the org that services need: fields, stages, statuses, types (SV-6), as in the org that this product is made for. An
 * environment names what is different.
 */
export const DEFAULT_SERVICE_MAPPING = {
  fields: {
    eligibilityValue: 'Internet_Eligibility__c',
    eligibilityStatus: 'Internet_Eligibility_Status__c',
    eligibilityRequestedAt: 'Internet_Eligibility_Request_Date_Time__c',
    eligibilityCheckedAt: 'Internet_Eligibility_Checked_Date_Time__c',
    verificationStatus: 'Id_Verification_Status__c',
    verificationSubmittedAt: 'Id_Verification_Submitted_Date_Time__c',
    verificationVerifiedAt: 'Id_Verification_Verified_Date_Time__c',
    verificationMessage: 'Id_Verification_Rejection_Message__c',
    portalStatus: 'Portal_Status__c',
    registrationSource: 'Portal_Registration_Source__c',
    /** The same name on Case and Order. */
    requestKey: 'Request_Key__c',
    commodityType: 'CommodityType__c',
    portalSource: 'Portal_Source__c',
    serviceNumber: 'WHMCS_Service_ID__c',
    cancellationAt: 'ScheduledCancellationDateAndTime__c',
    caseOpportunity: 'Opportunity__c',
    activationStatus: 'Activation_Status__c',
    activationError: 'Activation_Error__c',
    activationErrorAt: 'Activation_Error_DateTime__c',
    billingOrder: 'WHMCS_Order_Id__c',
    billingProduct: 'WHMCS_Product_Id__c',
    billingAccount: 'WH_Account__c',
    billingCycle: 'Billing_Cycle__c',
    itemClass: 'Item_Class__c',
    configOptions: 'Portal_ConfigOptions_JSON__c',
  },
  stages: {
    inquiry: 'Introduction',
    ready: 'Ready',
    ordered: 'Post Processing',
    active: 'Active',
    cancelling: '△Cancelling',
    cancelled: '△Cancelled',
    void: 'Void',
  } satisfies Record<Exclude<ServiceStage, 'other'>, string>,
  orderStatuses: {
    draft: 'Draft',
    review: 'Pending Review',
    approved: 'Approved',
    activated: 'Activated',
    cancelled: 'Cancelled',
  } satisfies Partial<Record<OrderState, string>>,
  activation: {
    review: 'Pending Review',
    activating: 'Activating',
    activated: 'Provisioned',
    failed: 'Failed',
  } satisfies Partial<Record<OrderState, string>>,
  eligibility: { pending: 'Pending', checked: 'Checked' } satisfies Partial<Record<EligibilityState | 'checked', string>>,
  verification: { pending: 'Pending', verified: 'Verified', rejected: 'Rejected' } satisfies Partial<
    Record<VerificationState, string>
  >,
  portalActive: 'Active',
  caseTypes: {
    eligibility: 'Eligibility Check',
    verification: 'ID Verification',
    cancellation: 'Cancellation Request',
    inquiry: 'General Inquiry',
  },
  sources: { eligibility: 'Portal - Internet Eligibility Request', order: 'Portal - Order Placement' },
  /** Commodity types by what they are: a line to the internet needs eligibility. */
  commodities: {
    internet: ['Personal SonixNet Home Internet', 'Corporate SonixNet Home Internet'],
    other: ['SIM', 'VPN'],
  },
  /** A product with one of these words in its name is a line to the internet. */
  internetProductWords: ['Internet'],
  /** The item class whose number in the billing system is the Opportunity's. */
  serviceClass: 'Service',
  cycles: { monthly: 'Monthly', yearly: 'Annually', once: 'One-time' },
  /** Name of the price book that agents order from; empty: the standard one. */
  pricebook: '',
  /** ISO 4217, of the price book's amounts. */
  currency: 'USD',
};
export type ServiceMapping = typeof DEFAULT_SERVICE_MAPPING;

/**
 * The mapping with what an environment names in place of the defaults.
 * @returns what is wrong with it, by path: a name that there isn't, a value of another kind, a field that can't be one
 */
export function serviceMapping(named: unknown): { mapping: ServiceMapping; problems: string[] } {
  const problems: string[] = [];
  const mapping = overlaid(DEFAULT_SERVICE_MAPPING, named, '', problems) as ServiceMapping;
  for (const [name, field] of Object.entries(mapping.fields))
    if (!/^[A-Za-z]\w*$/.test(field)) problems.push(`fields.${name} is no field`);
  return { mapping, problems };
}

type Tree = string | readonly string[] | { readonly [name: string]: Tree };

function overlaid(standard: Tree, named: unknown, path: string, problems: string[]): Tree {
  if (named === undefined) return standard;
  if (typeof standard === 'string' && typeof named === 'string') return named;
  if (isList(standard) && isList(named) && named.every((one) => typeof one === 'string')) return named;
  if (!isGroup(standard) || !isGroup(named)) {
    problems.push(`${path} is of the wrong kind`);
    return standard;
  }
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const name of Object.keys(named)) if (!(name in standard)) problems.push(`${at(name)} is not a name of the mapping`);
  return Object.fromEntries(
    Object.entries(standard).map(([name, one]) => [name, overlaid(one, named[name], at(name), problems)]),
  );
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);
const isGroup = (value: unknown): value is Record<string, Tree> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Our word for one of the org's values; null: it has none, the org has added it. */
export function wordFor<W extends string>(words: Readonly<Record<W, string>>, value: unknown): W | null {
  const found = (Object.entries(words) as [W, string][]).find(([, stored]) => stored === value);
  return found?.[0] ?? null;
}

/** @param status Order.Status @param activation the activation's status, which says more once the order is approved */
export function orderState({ orderStatuses, activation }: ServiceMapping, status: unknown, activated: unknown): OrderState {
  const word = wordFor(orderStatuses, status);
  if (word === null) return 'other';
  if (word !== 'approved' && word !== 'activated') return word;
  const further = wordFor(activation, activated);
  if (further === 'activating' || further === 'failed' || further === 'activated') return further;
  return word;
}
