import type { Org } from './org';
import type { StoredRecord } from './records';

export interface PublishedEvent {
  name: 'OrderProvisionRequested__e';
  fields: { OrderId__c: string; IdemKey__c: string };
  /** Epoch milliseconds. */
  publishedAt: number;
}

/**
 * What the two order-approval flows do once they are deployed and active: before an Order is saved that becomes Approved, or whose
 * activation is retried, it is set to Activating and its earlier error is cleared; after it is saved, the event is published.
 */
export function orderFlow(org: Org, events: PublishedEvent[], now: () => number) {
  const isActive = (trigger: string): boolean =>
    [...org.metadata.flows.values()].some((flow) => flow.active && flow.object === 'Order' && flow.trigger === trigger);
  return (object: string, record: StoredRecord, before: StoredRecord | null): void => {
    if (object !== 'Order') return;
    const approved = record.Status === 'Approved' && before?.Status !== 'Approved';
    const retried = record.Activation_Status__c === 'Activating' && before?.Activation_Status__c !== 'Activating';
    if (!approved && !retried) return;
    if (isActive('RecordAfterSave')) {
      events.push({
        name: 'OrderProvisionRequested__e',
        fields: { OrderId__c: String(record.Id), IdemKey__c: `${String(record.Id)}-${now()}` },
        publishedAt: now(),
      });
      // Published after the commit, or never
      org.records.onRollback(() => events.pop());
    }
    if (!isActive('RecordBeforeSave')) return;
    org.records.settle('Order', String(record.Id), {
      Activation_Status__c: 'Activating',
      Activation_Error__c: null,
      Activation_Error_DateTime__c: null,
    });
  };
}
