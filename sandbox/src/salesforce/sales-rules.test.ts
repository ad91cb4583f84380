import { evaluate, type FormulaScope } from './formula';
import { Org } from './org';
import { salesRules } from './sales-rules';
import { entryOf, seedProducts, standardPricebook } from './seed-products';

const NOW = Date.UTC(2026, 10, 28, 2, 12, 13);

function anOrg() {
  const org = new Org({ personAccounts: false, ordersEnabled: true, username: 'integration@example.com', now: () => NOW });
  salesRules(org);
  const create = org.records.create.bind(org.records);
  seedProducts(org, (object, fields) => {
    const schema = org.records.schema.object(object);
    return create(object, Object.fromEntries(Object.entries(fields).filter(([name]) => schema.fields.has(name.toLowerCase()))));
  });
  const account = create('Account', { Name: 'Alpha' });
  const order = (more: object = {}) =>
    create('Order', {
      AccountId: account.Id,
      EffectiveDate: '2026-11-28',
      Status: 'Draft',
      Pricebook2Id: standardPricebook(org).Id,
      ...more,
    });
  const item = (orderId: unknown, name = 'VPN', more: object = {}) =>
    create('OrderItem', { OrderId: orderId, PricebookEntryId: entryOf(org, name).Id, Quantity: 2, UnitPrice: 9, ...more });
  return { org, create, order, item };
}

test('an order begins as a draft, is activated with a product and by its status alone, and stays as it is then', () => {
  const { org, order, item } = anOrg();
  const change = (id: unknown, fields: object) => () => org.records.update('Order', String(id), { ...fields });
  expect(() => order({ Status: 'Activated' })).toThrow('valid order status');
  const one = order();
  expect(change(one.Id, { Status: 'Activated' })).toThrow('at least one product');
  const { Product2Id, TotalPrice } = item(one.Id);
  expect([Product2Id, TotalPrice]).toEqual([org.records.findBy('Product2', 'Name', 'VPN')?.Id, 18]);
  expect(change(one.Id, { Status: 'Activated', Description: 'x' })).toThrow('only field');
  change(one.Id, { Status: 'Activated' })();
  expect(change(one.Id, { Status: 'Draft' })).toThrow('can’t go back');
  expect(change(one.Id, { EffectiveDate: '2026-12-01' })).toThrow('can’t be changed');
  expect(() => item(one.Id)).toThrow('activated order');
});

test('a product of an order is an active entry of the order’s own price book', () => {
  const { org, create, order, item } = anOrg();
  expect(() => item(order({ Pricebook2Id: null }).Id)).toThrow('must have a price book');
  expect(() => create('OrderItem', { OrderId: order().Id, Quantity: 1, UnitPrice: 1 })).toThrow('[PricebookEntryId]');
  expect(() => item(order().Id, 'SIM 1 GB')).toThrow('inactive');
  expect(() => item(order().Id, 'VPN', { Quantity: 0 })).toThrow('Quantity');
  const other = create('Pricebook2', { Name: 'Standard 2026', IsActive: true });
  const product = create('Product2', { Name: 'New', IsActive: true });
  const price = { Product2Id: product.Id, Pricebook2Id: other.Id, UnitPrice: 1, IsActive: true };
  expect(() => create('PricebookEntry', price)).toThrow('No standard price');
  expect(() => item(order({ Pricebook2Id: other.Id }).Id)).toThrow('different price book');
  const withItem = order();
  item(withItem.Id);
  expect(() => org.records.update('Order', String(withItem.Id), { Pricebook2Id: other.Id })).toThrow('with products');
});

test('formulas of flows: changed, new, picklists, text of an instant; what isn’t known is an error', () => {
  const scope: FormulaScope = {
    record: { A: 'x' },
    before: { A: 'y' },
    now: NOW,
    formulas: { Key: 'TEXT({!$Flow.CurrentDateTime})' },
  };
  expect(evaluate('AND(ISPICKVAL({!$Record.A}, "x"), ISCHANGED({!$Record.A}))', scope)).toBe(true);
  expect(evaluate('ISCHANGED({!$Record.A})', { ...scope, before: null })).toBe(false);
  expect(evaluate('OR(ISNEW(), NOT(ISBLANK({!$Record.B})))', scope)).toBe(false);
  expect(evaluate('{!$Record.A} & "-" & {!Key}', scope)).toBe('x-2026-11-28 02:12:13Z');
  expect(() => evaluate('VLOOKUP({!$Record.A})', scope)).toThrow('VLOOKUP');
  expect(() => evaluate('{!$User.Id}', scope)).toThrow('$User.Id');
});
