import type { Records, StoredRecord } from './records';

export interface PublishedEvent {
  name: 'OrderProvisionRequested__e';
  fields: { OrderId__c: string; IdemKey__c: string };
  /** Epoch milliseconds. */
  publishedAt: number;
}

/**
 * The org's record-triggered flow: an Order that becomes Approved, or whose activation is retried, is set to Activating,
 * its earlier error is cleared, and the provisioning event is published (salesforce-org, "The order-approval flow").
 */
export function orderFlow(records: Records, events: PublishedEvent[], now: () => number) {
  return (object: string, record: StoredRecord, before: StoredRecord | null): void => {
    if (object !== 'Order') return;
    const approved = record.Status === 'Approved' && before?.Status !== 'Approved';
    const retried = record.Activation_Status__c === 'Activating' && before?.Activation_Status__c !== 'Activating';
    if (!approved && !retried) return;
    events.push({
      name: 'OrderProvisionRequested__e',
      fields: { OrderId__c: String(record.Id), IdemKey__c: `${String(record.Id)}-${now()}` },
      publishedAt: now(),
    });
    // Published after the commit, or never
    records.onRollback(() => events.pop());
    records.settle('Order', String(record.Id), {
      Activation_Status__c: 'Activating',
      Activation_Error__c: null,
      Activation_Error_DateTime__c: null,
    });
  };
}
