import { z } from 'zod';
import type { OrderState, ServiceStage, VerificationState } from './states';

const name = z.string().regex(/^[A-Za-z]\w*$/);
const value = z.string().min(1).max(255);

/** Every name of the org that services need: fields, stages, statuses, types (SV-6). What an environment leaves out is as in the org this product is made for. */
export const serviceMapping = z
  .object({
    fields: z
      .object({
        eligibilityValue: name.default('Internet_Eligibility__c'),
        eligibilityStatus: name.default('Internet_Eligibility_Status__c'),
        eligibilityRequestedAt: name.default('Internet_Eligibility_Request_Date_Time__c'),
        eligibilityCheckedAt: name.default('Internet_Eligibility_Checked_Date_Time__c'),
        verificationStatus: name.default('Id_Verification_Status__c'),
        verificationSubmittedAt: name.default('Id_Verification_Submitted_Date_Time__c'),
        verificationVerifiedAt: name.default('Id_Verification_Verified_Date_Time__c'),
        verificationNote: name.default('Id_Verification_Note__c'),
        verificationMessage: name.default('Id_Verification_Rejection_Message__c'),
        portalStatus: name.default('Portal_Status__c'),
        registrationSource: name.default('Portal_Registration_Source__c'),
        /** The same name on Case, Order and Opportunity. */
        requestKey: name.default('Request_Key__c'),
        commodityType: name.default('CommodityType__c'),
        portalSource: name.default('Portal_Source__c'),
        serviceNumber: name.default('WHMCS_Service_ID__c'),
        cancellationAt: name.default('ScheduledCancellationDateAndTime__c'),
        caseOpportunity: name.default('Opportunity__c'),
        activationStatus: name.default('Activation_Status__c'),
        activationError: name.default('Activation_Error__c'),
        activationErrorAt: name.default('Activation_Error_DateTime__c'),
        billingOrder: name.default('WHMCS_Order_Id__c'),
        billingProduct: name.default('WHMCS_Product_Id__c'),
        billingAccount: name.default('WH_Account__c'),
        billingCycle: name.default('Billing_Cycle__c'),
        itemClass: name.default('Item_Class__c'),
        configOptions: name.default('Portal_ConfigOptions_JSON__c'),
      })
      .strict()
      .prefault({}),
    stages: z
      .object({
        inquiry: value.default('Introduction'),
        ready: value.default('Ready'),
        ordered: value.default('Post Processing'),
        active: value.default('Active'),
        cancelling: value.default('△Cancelling'),
        cancelled: value.default('△Cancelled'),
        void: value.default('Void'),
      } satisfies Record<Exclude<ServiceStage, 'other'>, z.ZodType>)
      .strict()
      .prefault({}),
    orderStatuses: z
      .object({
        draft: value.default('Draft'),
        review: value.default('Pending Review'),
        approved: value.default('Approved'),
        activated: value.default('Activated'),
        cancelled: value.default('Cancelled'),
      } satisfies Partial<Record<OrderState, z.ZodType>>)
      .strict()
      .prefault({}),
    activation: z
      .object({
        review: value.default('Pending Review'),
        activating: value.default('Activating'),
        activated: value.default('Provisioned'),
        failed: value.default('Failed'),
      } satisfies Partial<Record<OrderState, z.ZodType>>)
      .strict()
      .prefault({}),
    eligibility: z
      .object({ pending: value.default('Pending'), checked: value.default('Checked') })
      .strict()
      .prefault({}),
    verification: z
      .object({
        pending: value.default('Pending'),
        verified: value.default('Verified'),
        rejected: value.default('Rejected'),
      } satisfies Partial<Record<VerificationState, z.ZodType>>)
      .strict()
      .prefault({}),
    portalActive: value.default('Active'),
    caseTypes: z
      .object({
        eligibility: value.default('Eligibility Check'),
        verification: value.default('ID Verification'),
        cancellation: value.default('Cancellation Request'),
        inquiry: value.default('General Inquiry'),
      })
      .strict()
      .prefault({}),
    sources: z
      .object({
        eligibility: value.default('Portal - Internet Eligibility Request'),
        order: value.default('Portal - Order Placement'),
      })
      .strict()
      .prefault({}),
    /** Commodity types by what they are: a line to the internet needs eligibility. */
    commodities: z
      .object({
        internet: z.array(value).min(1).default(['Personal SonixNet Home Internet', 'Corporate SonixNet Home Internet']),
        other: z.array(value).default(['SIM', 'VPN']),
      })
      .strict()
      .prefault({}),
    /** A product with one of these words in its name is a line to the internet. */
    internetProductWords: z.array(value).default(['Internet']),
    cycles: z
      .object({
        monthly: value.default('Monthly'),
        yearly: value.default('Annually'),
        once: value.default('One-time'),
      })
      .strict()
      .prefault({}),
    /** The price book that agents order from; absent: the standard one. */
    pricebook: value.optional(),
    /** ISO 4217, of the price book's amounts. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('USD'),
  })
  .strict();
export type ServiceMapping = z.output<typeof serviceMapping>;
/** As in the org that this product is made for. */
export const DEFAULT_SERVICE_MAPPING: ServiceMapping = serviceMapping.parse({});

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
