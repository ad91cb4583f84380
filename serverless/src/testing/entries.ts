import type { NewInteraction } from '../interactions/commit';
import { sidOf } from './context';

/** The nth recording of one caller, a second after the one before. */
export const newEntry = (n: number, more: Partial<NewInteraction> = {}): NewInteraction => ({
  taskSid: sidOf('WT', n),
  reservationSid: sidOf('WR', n),
  customerId: null,
  facts: {
    channel: 'voice',
    direction: 'inbound',
    identity: { kind: 'phone', value: '+14155550127', display: '' },
    queue: { sid: sidOf('WQ', 1), name: 'Billing EN' },
    worker: { sid: sidOf('WK', 1), name: 'Ada Agent' },
    occurredAt: new Date(Date.UTC(2026, 10, 19, 10, 0, n)),
    durationSeconds: 61,
    verified: true,
    caseNumber: null,
    caseUrl: null,
    actions: [],
    transferredFrom: null,
  },
  reason: {
    id: 'billing_refund',
    pathIds: ['billing', 'billing_refund'],
    path: { en: ['Billing', 'Refund'], ja: ['請求', '返金'] },
    reportingValue: 'billing_refund',
    treeVersion: 1,
  },
  comment: 'Refund agreed.',
  endedBy: 'agent',
  ...more,
});
