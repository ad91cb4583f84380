import { ApiError } from './api-error';
import { listOf, textOf, type XmlElement } from './metadata/components';
import type { Org } from './org';
import type { StoredRecord } from './records';

/**
 * What the org itself demands of orders and their products, beyond required fields (object reference, "Order", "OrderItem",
 * "PricebookEntry"): an order begins as a draft of some kind, is activated with a product and by its status alone, and afterwards stays
 * as it is; its products are entries of its one price book.
 */
export function salesRules(org: Org): void {
  const { records } = org;
  const itemsOf = (order: StoredRecord): StoredRecord[] => records.all('OrderItem').filter(({ OrderId }) => OrderId === order.Id);
  const isActivated = (order: StoredRecord): boolean => statusCode(org, order.Status) === 'Activated';
  records.beforeSave.push((object, record, before) => {
    if (object === 'Order') checkOrder(record, before);
    if (object === 'OrderItem') checkItem(record, before);
    if (object === 'PricebookEntry' && before === null) checkEntry(record);
  });

  function checkOrder(order: StoredRecord, before: StoredRecord | null): void {
    if (before === null) {
      // An order can't be made in its last state
      if (isActivated(order)) throw refused('FAILED_ACTIVATION', 'Choose a valid order status and save your changes.', 'Status');
      return;
    }
    const isNewly = isActivated(order) && !isActivated(before);
    const changed = Object.keys(order).filter((name) => order[name] !== before[name] && !SYSTEM.includes(name));
    if (isNewly && itemsOf(order).length === 0)
      throw refused('FAILED_ACTIVATION', 'An order must have at least one product.', 'Status');
    if (isNewly && changed.some((name) => name !== 'Status'))
      throw refused(
        'FAILED_ACTIVATION',
        'The Status field is the only field that can be updated when an order is activated.',
        'Status',
      );
    if (isActivated(before) && !isActivated(order))
      throw refused('FAILED_ACTIVATION', 'An activated order can’t go back to draft.', 'Status');
    if (isActivated(before) && changed.some((name) => FIXED_WHEN_ACTIVATED.includes(name)))
      throw refused('FIELD_INTEGRITY_EXCEPTION', 'An activated order can’t be changed.', 'Status');
    if (order.Pricebook2Id !== before.Pricebook2Id && itemsOf(order).length > 0)
      throw refused('FIELD_INTEGRITY_EXCEPTION', 'The price book of an order with products can’t be changed.', 'Pricebook2Id');
  }

  function checkItem(item: StoredRecord, before: StoredRecord | null): void {
    const order = records.get('Order', String(item.OrderId));
    if (isActivated(order))
      throw refused('FIELD_INTEGRITY_EXCEPTION', 'Products of an activated order can’t be changed.', 'OrderId');
    if (before !== null && (before.OrderId !== item.OrderId || before.PricebookEntryId !== item.PricebookEntryId))
      throw refused('INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: PricebookEntryId', 'PricebookEntryId');
    const entry = records.find('PricebookEntry', String(item.PricebookEntryId ?? ''));
    if (entry === undefined)
      throw refused('REQUIRED_FIELD_MISSING', 'Required fields are missing: [PricebookEntryId]', 'PricebookEntryId');
    if ((order.Pricebook2Id ?? null) === null)
      throw refused('FIELD_INTEGRITY_EXCEPTION', 'Order must have a price book before products are added.', 'PricebookEntryId');
    if (entry.Pricebook2Id !== order.Pricebook2Id)
      throw refused(
        'FIELD_INTEGRITY_EXCEPTION',
        'Price book entry is in a different price book than the one assigned to the order.',
        'PricebookEntryId',
      );
    if (entry.IsActive !== true)
      throw refused(
        'FIELD_INTEGRITY_EXCEPTION',
        `field integrity exception: PricebookEntryId (pricebook entry is inactive)`,
        'PricebookEntryId',
      );
    if (!(Number(item.Quantity) > 0)) throw refused('FIELD_INTEGRITY_EXCEPTION', 'Quantity must be above 0.', 'Quantity');
    item.Product2Id = entry.Product2Id ?? null;
    item.TotalPrice = Number(item.Quantity) * Number(item.UnitPrice);
  }

  function checkEntry(entry: StoredRecord): void {
    const same = records.all('PricebookEntry').filter(({ Product2Id }) => Product2Id === entry.Product2Id);
    if (same.some(({ Pricebook2Id }) => Pricebook2Id === entry.Pricebook2Id))
      throw refused('DUPLICATE_VALUE', 'This price definition already exists in this price book', 'Pricebook2Id');
    const isStandard = records.get('Pricebook2', String(entry.Pricebook2Id)).IsStandard === true;
    const standard = same.some(({ Pricebook2Id }) => records.get('Pricebook2', String(Pricebook2Id)).IsStandard === true);
    if (!isStandard && !standard)
      throw refused('STANDARD_PRICE_NOT_DEFINED', 'No standard price defined for this product', 'Pricebook2Id');
  }
}

const SYSTEM = ['LastModifiedDate', 'SystemModstamp', 'TotalAmount'];
const FIXED_WHEN_ACTIVATED = ['AccountId', 'Pricebook2Id', 'EffectiveDate', 'OpportunityId'];

const refused = (code: string, message: string, field: string): ApiError => new ApiError(400, code, message, [field]);

/** A status is a kind of Draft, Activated or Canceled: the deployed value set says which; a standard org has one of each of the first two. */
function statusCode(org: Org, status: unknown): string {
  const set = org.metadata.sources.get('StandardValueSet:OrderStatus');
  const value = listOf<XmlElement>(set?.standardValue).find(({ fullName }) => textOf(fullName) === status);
  return value === undefined ? String(status) : textOf(value.groupingString);
}
