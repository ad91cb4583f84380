import { orderState, type ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { OrderState } from '@interaction-history/shared/src/services/states';
import { deadlineIn, type Deadline } from '../../../runtime/deadline';
import { timings } from '../../../runtime/timings';
import type { BillingLine } from '../../whmcs/client';
import type { SalesforceClient } from '../client';
import type { Row } from '../match';
import { soqlName, soqlText } from '../soql';
import { carryOut, change, type Guard } from './plan';
import { configOptions, itemsOf } from './services-view';

/** What the billing system is to be told of an order, or why it can't be told, in words for staff. */
export type ForBilling = { problem: string } | { clientId: number; lines: BillingLine[]; main: number };

export interface OrgOrder {
  id: string;
  state: OrderState;
  /** The billing system's number; null: none yet. */
  billingOrder: number | null;
  /** Its service, and the stage that it was read in. */
  opportunity: { id: string; stage: string } | null;
  billing: ForBilling;
}

/** Activation_Error__c. */
const MOST_ERROR = 255;
/** Orders that wait at once, of those that no event told of. */
const MOST_WAITING = 500;

/** Approved orders as the worker reads and ends them. One API call each. @throws UpstreamError, SalesforceRefusal from every method */
export class ApprovedOrders {
  constructor(
    private readonly client: SalesforceClient,
    private readonly mapping: ServiceMapping,
  ) {}

  /** Null: there is no such order. */
  async read(orderId: string): Promise<OrgOrder | null> {
    const { records } = await this.client.query<Row>(this.query(`Id = ${soqlText(orderId)}`), this.deadline());
    const [row] = records;
    if (row === undefined) return null;
    const { fields: f } = this.mapping;
    const opportunity = row.Opportunity as Row | null;
    return {
      id: String(row.Id),
      state: orderState(this.mapping, row.Status, row[f.activationStatus]),
      billingOrder: (row[f.billingOrder] as number | null) ?? null,
      opportunity: opportunity === null ? null : { id: String(row.OpportunityId), stage: String(opportunity.StageName) },
      billing: this.forBilling(row),
    };
  }

  /** Orders that wait to be provisioned: also those whose event is gone (EV-2). */
  async waiting(): Promise<string[]> {
    const { fields: f, activation, orderStatuses } = this.mapping;
    const soql = `SELECT Id FROM Order WHERE ${soqlName(f.activationStatus)} = ${soqlText(activation.activating)} AND Status IN (${soqlText(orderStatuses.approved)}, ${soqlText(orderStatuses.activated)}) ORDER BY LastModifiedDate LIMIT ${MOST_WAITING}`;
    const { records } = await this.client.query<{ Id: string }>(soql, this.deadline());
    return records.map(({ Id }) => Id);
  }

  /** Order provisioned and service active, in one transaction; nothing where the order no longer waits. */
  async provisioned(order: OrgOrder, made: { billingOrder: number; service: number | null }): Promise<void> {
    const { fields: f, activation, stages } = this.mapping;
    const { facts } = this.client;
    const guards = [this.guard(order)];
    const parts = [
      change(facts, this.guard(order), {
        [f.activationStatus]: activation.activated,
        [f.billingOrder]: made.billingOrder,
        [f.activationError]: null,
        [f.activationErrorAt]: null,
      }),
    ];
    if (order.opportunity !== null) {
      const { id, stage } = order.opportunity;
      const service: Guard = { reference: 'service', object: 'Opportunity', id, asRead: { StageName: stage } };
      guards.push(service);
      // a service that was cancelled meanwhile stays so, and has its number
      const active = stage === stages.ordered ? { StageName: stages.active } : {};
      parts.push(change(facts, service, { ...active, [f.serviceNumber]: made.service }));
    }
    await carryOut(this.client, { guards, parts, makes: null }, this.deadline());
  }

  /** Order failed, with the reason and the time. */
  async failed(order: OrgOrder, reason: string): Promise<void> {
    const { fields: f, activation } = this.mapping;
    const guard = this.guard(order);
    const failed = change(this.client.facts, guard, {
      [f.activationStatus]: activation.failed,
      [f.activationError]: reason.slice(0, MOST_ERROR),
      [f.activationErrorAt]: new Date().toISOString(),
    });
    await carryOut(this.client, { guards: [guard], parts: [failed], makes: null }, this.deadline());
  }

  /**
   * Sets an order that has failed activating again, as staff do in the tab (SA-6): the org's flow does the rest.
   * @param number as people read it, `00000412`
   * @returns how the order stood; only one that stood `failed` was touched. Null: there is no such order
   */
  async retry(number: string): Promise<OrderState | null> {
    const { fields: f, activation } = this.mapping;
    const soql = `SELECT Id, Status, ${soqlName(f.activationStatus)} FROM Order WHERE OrderNumber = ${soqlText(number)}`;
    const { records } = await this.client.query<Row>(soql, this.deadline());
    const [row] = records;
    if (row === undefined) return null;
    const state = orderState(this.mapping, row.Status, row[f.activationStatus]);
    if (state !== 'failed') return state;
    const guard = this.guard({ id: String(row.Id) }, activation.failed);
    const again = change(this.client.facts, guard, { [f.activationStatus]: activation.activating });
    await carryOut(this.client, { guards: [guard], parts: [again], makes: null }, this.deadline());
    return state;
  }

  private guard({ id }: Pick<OrgOrder, 'id'>, status: string = this.mapping.activation.activating): Guard {
    const asRead = { [this.mapping.fields.activationStatus]: status };
    return { reference: 'order', object: 'Order', id, asRead };
  }

  private query(where: string): string {
    const { fields: f } = this.mapping;
    const product = [f.billingProduct, f.billingCycle, f.itemClass, f.configOptions].map(
      (field) => `Product2.${soqlName(field)}`,
    );
    return `SELECT Id, Status, OpportunityId, Opportunity.StageName, ${soqlName(f.activationStatus)}, ${soqlName(f.billingOrder)}, Account.${soqlName(f.billingAccount)}, (SELECT Quantity, Product2.Name, ${product.join(', ')} FROM OrderItems) FROM Order WHERE ${where}`;
  }

  private forBilling(row: Row): ForBilling {
    const { fields: f, cycles, serviceClass } = this.mapping;
    const client = Number((row.Account as Row | null)?.[f.billingAccount] ?? 0);
    if (!(client > 0)) return { problem: `The customer has no number of the billing system (${f.billingAccount})` };
    const lines: BillingLine[] = [];
    const named: Record<string, BillingLine['cycle']> = {
      [cycles.monthly]: 'monthly',
      [cycles.yearly]: 'annually',
      [cycles.once]: 'onetime',
    };
    let main: number | null = null;
    for (const item of itemsOf(row)) {
      const product = (item.Product2 ?? {}) as Row;
      const lacks = (what: string): ForBilling => ({ problem: `${String(product.Name)}: ${what}` });
      const number = Number(product[f.billingProduct] ?? 0);
      if (!(number > 0)) return lacks(`no number of the billing system (${f.billingProduct})`);
      const cycle = named[String(product[f.billingCycle])];
      if (cycle === undefined) return lacks(`no billing cycle that the billing system knows (${f.billingCycle})`);
      const options = configOptions(product[f.configOptions]);
      if (options === null) return lacks(`its options can’t be read (${f.configOptions})`);
      lines.push({ product: number, quantity: Number(item.Quantity), cycle, options });
      if (product[f.itemClass] === serviceClass) main ??= number;
    }
    const [first] = lines;
    return first === undefined
      ? { problem: 'The order has no products' }
      : { clientId: client, lines, main: main ?? first.product };
  }

  private deadline = (): Deadline => deadlineIn(timings.deadline);
}
