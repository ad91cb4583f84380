import type { Org } from './org';
import type { Create, StoredRecord } from './records';

type Product = [
  name: string,
  price: number,
  cycle: 'Monthly' | 'Annually' | 'One-time',
  itemClass: 'Service' | 'Activation' | 'Add-on',
];

/** What the centre sells. WHMCS's ids follow the order here. */
export const PRODUCTS: readonly Product[] = [
  ['SonixNet Home Internet 1 Gbps', 58, 'Monthly', 'Service'],
  ['SonixNet Home Internet 10 Gbps', 78, 'Monthly', 'Service'],
  ['Internet activation', 40, 'One-time', 'Activation'],
  ['SIM 10 GB', 18, 'Monthly', 'Service'],
  ['SIM 10 GB, paid yearly', 198, 'Annually', 'Service'],
  ['SIM 50 GB', 32, 'Monthly', 'Service'],
  ['SIM activation', 10, 'One-time', 'Activation'],
  ['VPN', 9, 'Monthly', 'Service'],
  ['Static address', 5, 'Monthly', 'Add-on'],
];
const FIRST_BILLING_ID = 11;
/** Somebody has mistyped the options of this one: it can't be ordered until that is mended. */
const WITH_BROKEN_OPTIONS = 'Static address';

/** The standard price book's products, one of them no longer sold. */
export function seedProducts(org: Org, create: Create): void {
  const pricebook = standardPricebook(org);
  PRODUCTS.forEach(([Name, UnitPrice, cycle, itemClass], at) => {
    const product = create('Product2', {
      Name,
      IsActive: true,
      WHMCS_Product_Id__c: String(FIRST_BILLING_ID + at),
      Billing_Cycle__c: cycle,
      Item_Class__c: itemClass,
      ...(Name === WITH_BROKEN_OPTIONS ? { Portal_ConfigOptions_JSON__c: '{"3": ' } : {}),
      ...(Name === 'SonixNet Home Internet 1 Gbps' ? { Portal_ConfigOptions_JSON__c: '{"1":"3"}' } : {}),
    });
    create('PricebookEntry', { Product2Id: product.Id, Pricebook2Id: pricebook.Id, UnitPrice, IsActive: true });
  });
  const former = create('Product2', { Name: 'SIM 1 GB', IsActive: true });
  create('PricebookEntry', { Product2Id: former.Id, Pricebook2Id: pricebook.Id, UnitPrice: 5, IsActive: false });
}

export interface SeededOrder {
  accountId: string;
  opportunityId?: string;
  effectiveDate: string;
  products: readonly string[];
  /** Draft when left out. */
  status?: string;
  activation?: Record<string, string>;
}

/** An order as people make one: a draft with its products, then what became of it. Where the org lacks a status it stays a draft. */
export function seedOrder(org: Org, create: Create, order: SeededOrder): StoredRecord {
  const made = create('Order', {
    AccountId: order.accountId,
    ...(order.opportunityId === undefined ? {} : { OpportunityId: order.opportunityId }),
    EffectiveDate: order.effectiveDate,
    Pricebook2Id: standardPricebook(org).Id,
    Status: 'Draft',
    ...order.activation,
  });
  for (const name of order.products) {
    const entry = entryOf(org, name);
    create('OrderItem', { OrderId: made.Id, PricebookEntryId: entry.Id, Quantity: 1, UnitPrice: entry.UnitPrice });
  }
  const { picklist } = org.records.schema.field(org.records.schema.object('Order'), 'Status');
  if (order.status !== undefined && picklist.includes(order.status))
    org.records.update('Order', String(made.Id), { Status: order.status });
  return org.records.get('Order', String(made.Id));
}

export const standardPricebook = (org: Org): StoredRecord =>
  org.records.all('Pricebook2').find(({ IsStandard }) => IsStandard === true) as StoredRecord;

/** The price of a product by its name. */
export function entryOf(org: Org, name: string): StoredRecord {
  const product = org.records.findBy('Product2', 'Name', name);
  return org.records.findBy('PricebookEntry', 'Product2Id', String(product?.Id)) as StoredRecord;
}
