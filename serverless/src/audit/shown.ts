import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { WorkerPath } from '@interaction-history/shared/src/contract/endpoints';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { recordKeys, recordKeysOf } from '../customers/identity/documents';
import type { RequestOf, ResponseOf } from '../runtime/context';
import type { AuditRow } from '../vendors/firestore/documents';

/** Whom an answer shows, for its audit row. */
export interface Showing extends Pick<AuditRow, 'action' | 'outcome' | 'customerId' | 'aboutWorker'> {
  /** Customers stored with us. */
  customers?: readonly (string | undefined)[];
  /** Keys of addresses and outside records, as `identities` has them: the row holds their hashes. */
  keys?: readonly string[];
}

/**
 * What becomes of an endpoint's answers in the audit trail (PR-2). `nobody`: no answer of it shows a person. `committed`: who is shown is
 * whom the handler changed, and the row is in its own commit. Else whom an answer shows; null where this one shows nobody.
 */
export type Shown<P extends WorkerPath> =
  'nobody' | 'committed' | ((response: ResponseOf<P>, request: RequestOf<P>) => Showing | null);

const keysOf = (matches: readonly Match[]): string[] => matches.flatMap(recordKeysOf);
const matchesIn = (section: { status: string; matches?: Match[] }): Match[] => section.matches ?? [];

/** Every endpoint that a worker can call: a new one doesn't compile until it is said here whom it shows. */
export const SHOWN: { readonly [P in WorkerPath]: Shown<P> } = {
  'customers/lookup': ({ identity, stored, salesforce, master }) =>
    identity.kind === 'withheld'
      ? null
      : {
          action: 'customer.lookup',
          customers: stored.status === 'ok' ? [stored.customer?.customerId] : [],
          keys: [identityKey(identity), ...keysOf([...matchesIn(salesforce), ...matchesIn(master)])],
        },
  'customers/search': ({ results }) => ({ action: 'customer.search', keys: keysOf(results) }),
  'customers/master-record': ({ record, inSalesforce }) => ({
    action: 'customer.read',
    keys: [recordKeys.number(record.accountNumber), ...keysOf(inSalesforce === null ? [] : [inSalesforce])],
  }),
  'customers/import': (response, { accountNumber }) => ({
    action: 'customer.import',
    outcome: response.outcome,
    keys: [
      recordKeys.number(accountNumber),
      ...keysOf(response.outcome === 'duplicates' ? response.duplicates : [response.match]),
    ],
  }),
  'customers/create': (response) => {
    if (response.outcome === 'created') return null;
    return response.outcome === 'taken'
      ? { action: 'customer.read', customers: [response.existing.customerId] }
      : { action: 'customer.read', keys: keysOf(response.matches) };
  },
  'customers/find-stored': ({ customers }) => ({
    action: 'customer.search',
    customers: customers.map(({ customer }) => customer.customerId),
  }),
  'customers/merge': 'committed',
  'customers/joined': ({ customer, merges }) => ({
    action: 'customer.read',
    customers: [customer.customerId, ...merges.map(({ mergedId }) => mergedId)],
  }),
  // a repeat commits nothing, and shows them all the same
  'customers/split': ({ customer, restored }) => ({
    action: 'customer.read',
    customers: [customer.customerId, restored.customerId],
  }),
  'customers/release-address': ({ customer }) => ({ action: 'customer.read', customers: [customer.customerId] }),
  'drafts/save': 'nobody',
  'drafts/of-task': ({ drafts, recorded }) =>
    drafts.length === 0 && recorded === null
      ? null
      : { action: 'draft.read', customers: [...drafts, recorded].map((one) => one?.customerId ?? undefined) },
  'drafts/own': ({ drafts }) =>
    drafts.length === 0 ? null : { action: 'draft.read', customers: drafts.map(({ about }) => about.customerId ?? undefined) },
  'drafts/key': 'nobody',
  // an open tab asks every few seconds: the handler keeps one row in ten minutes
  'services/of-customer': 'committed',
  'services/products': 'nobody',
  'services/run': 'committed',
  'cases/create': 'committed',
  'tasks/link-customer': 'committed',
  'interactions/list': ({ customer, interactions }, { contactId, accountId }) => ({
    action: 'interaction.list',
    keys: [
      ...(contactId === undefined ? [] : [recordKeys.contact(contactId)]),
      ...(accountId === undefined ? [] : [recordKeys.account(accountId)]),
    ],
    ...(customer === null ? {} : { customerId: customer.customerId }),
    customers: interactions.map(({ customerId }) => customerId ?? undefined),
  }),
  'interactions/record': 'committed',
  'interactions/amend': (response) =>
    response.result === 'amended'
      ? null
      : { action: 'interaction.list', customers: [response.interaction.customerId ?? undefined] },
  'interactions/unconfirmed': ({ entries }) => ({
    action: 'interaction.list',
    customers: entries.map(({ interaction }) => interaction.customerId ?? undefined),
  }),
  'interactions/own': ({ entries }) =>
    entries.length === 0
      ? null
      : { action: 'interaction.list', customers: entries.map(({ interaction }) => interaction.customerId ?? undefined) },
  'interactions/confirm': 'committed',
  'interactions/log-pending': 'nobody',
  'reason-codes/current': 'nobody',
  'reason-codes/draft': 'nobody',
  'reason-codes/publish': 'nobody',
  'reason-codes/revisions': 'nobody',
  'reason-codes/restore': 'nobody',
  'reason-codes/import': 'nobody',
  'workspace/current': 'nobody',
  'settings/current': 'nobody',
  'settings/publish': 'nobody',
  'settings/revisions': 'nobody',
  'outcomes/report': 'nobody',
  'outcomes/interactions': ({ entries }) => ({
    action: 'interaction.list',
    customers: entries.map(({ interaction: { customerId } }) => customerId ?? undefined),
  }),
  'audit/list': ({ customers }, { workerSid }) => ({
    action: 'audit.read',
    customers: customers.map(({ customerId }) => customerId),
    ...(workerSid === undefined ? {} : { aboutWorker: workerSid }),
  }),
  'audit/limits': 'nobody',
  'privacy/find': ({ people }) => ({ action: 'privacy.find', customers: people.map(({ customer }) => customer.customerId) }),
  'privacy/export': (_, { customerIds }) => ({ action: 'privacy.export', customers: customerIds }),
  'privacy/hold': 'committed',
  'privacy/erase': 'committed',
  health: 'nobody',
};
