import { BillingError } from '../vendors/whmcs/billing-error';
import type { WhmcsClient } from '../vendors/whmcs/client';
import type { ApprovedOrders, OrgOrder } from '../vendors/salesforce/services/approved-orders';
import { AppError } from '../runtime/errors';
import { timings } from '../runtime/timings';
import { LeaseLost, StandsElsewhere, type Lease } from './inbox';

export interface Provisioning {
  org: Pick<ApprovedOrders, 'read' | 'provisioned' | 'failed'>;
  billing: Pick<WhmcsClient, 'find' | 'add' | 'status' | 'accept'>;
  /** What went wrong otherwise than expected. */
  note(event: string, error: unknown): void;
}

/** By what an order is found again in the billing system, which writes it in small letters. An 18-character id bears that. */
export const billingKey = (orderId: string): string => `order-${orderId.toLowerCase()}`;

/** Takes an order as far as it can be taken now (EV-4). Ends without a word where another worker has gone on with it. */
export async function provision(lease: Lease, work: Provisioning): Promise<void> {
  const run = new Run(lease, work);
  try {
    while (lease.goesOn) await run.step();
  } catch (error) {
    if (!(error instanceof LeaseLost)) work.note('an order goes on once its worker is taken for dead', error);
  }
}

class Run {
  /** As read in this run; null: to be read. */
  private order: OrgOrder | null = null;

  constructor(
    private readonly lease: Lease,
    private readonly work: Provisioning,
  ) {}

  /** One step, or a postponement. @throws LeaseLost; what Firestore throws */
  async step(): Promise<void> {
    try {
      await this.forward();
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      this.order = null;
      if (error instanceof StandsElsewhere) return;
      await this.hindered(error).catch((failure: unknown) => {
        if (!(failure instanceof StandsElsewhere)) throw failure;
      });
    }
  }

  private async hindered(error: unknown): Promise<void> {
    if (error instanceof BillingError && error.kind === 'refused')
      return this.lease.note({ kind: 'refused', reason: error.words });
    if (error instanceof BillingError) return this.lease.postpone(error.words, true);
    this.work.note('an order goes on later', error);
    // Salesforce can't be told of a failure as long as it fails itself
    if (error instanceof AppError) return this.lease.postpone(error.message, false);
    return this.lease.postpone('The worker failed at it: its log says why', true);
  }

  private forward(): Promise<void> {
    switch (this.lease.progress.step) {
      case 'noted':
      case 'adding':
        return this.add();
      case 'added':
        return this.accept();
      default:
        return this.tell();
    }
  }

  private async add(): Promise<void> {
    const { lease } = this;
    const { billing } = this.work;
    const order = await this.read();
    if (order?.state !== 'activating') return lease.note({ kind: 'moved' });
    if ('problem' in order.billing) return lease.note({ kind: 'refused', reason: order.billing.problem });
    const { clientId, lines, main } = order.billing;
    const key = billingKey(lease.orderId);
    const found = async (): Promise<boolean> => {
      const present = await billing.find(clientId, key);
      if (present === null) return false;
      const service = present.services.find(({ product }) => product === main) ?? present.services[0];
      await lease.note({ kind: 'ordered', billingOrder: present.id, service: service?.id ?? null });
      return true;
    };
    if (await found()) return;
    const settledAt = (lease.progress.askedAt ?? 0) + timings.billingSettles;
    if (settledAt > Date.now())
      return lease.postpone('Whether the billing system has added the order is not known yet', true, settledAt);
    await lease.note({ kind: 'asking', at: Date.now() });
    try {
      await billing.add(clientId, key, lines);
    } catch (error) {
      if (!(error instanceof BillingError) || error.kind !== 'refused') throw error;
      return lease.note({ kind: 'refused', reason: error.words, isSettled: true });
    }
    if (!(await found())) throw new BillingError('later', 'The billing system doesn’t show the order that it has added');
  }

  private async accept(): Promise<void> {
    const { lease } = this;
    const { billing } = this.work;
    const order = lease.progress.billingOrder ?? 0;
    const status = await billing.status(order);
    if (status === 'Pending') {
      try {
        await billing.accept(order);
      } catch (error) {
        // what says no may have accepted it a moment ago, with its answer lost
        if ((await billing.status(order)) !== 'Active') throw error;
      }
    } else if (status !== 'Active')
      return lease.note({ kind: 'refused', reason: `Order ${order} of the billing system is ${status ?? 'gone'}` });
    await lease.note({ kind: 'accepted' });
  }

  private async tell(): Promise<void> {
    const { lease } = this;
    const { org } = this.work;
    const { step, billingOrder, service, reason } = lease.progress;
    const order = await this.read();
    const hasFailed = step === 'failing';
    // told before, and the worker died before it could note that
    const isTold = hasFailed ? order?.state === 'failed' : order?.state === 'activated' && order.billingOrder === billingOrder;
    if (isTold) return lease.note({ kind: 'told' });
    if (order?.state !== 'activating') return lease.note({ kind: 'moved' });
    if (hasFailed) await org.failed(order, reason ?? '');
    else await org.provisioned(order, { billingOrder: billingOrder ?? 0, service });
    await lease.note({ kind: 'told' });
  }

  private async read(): Promise<OrgOrder | null> {
    this.order ??= await this.work.org.read(this.lease.orderId);
    return this.order;
  }
}
