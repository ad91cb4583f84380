import { callerOf } from '@interaction-history/shared/src/caller/identity';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import type { ChosenRecord, Customer, Match } from '@interaction-history/shared/src/contract/customers';
import { identityFor } from '../customers/identity/identity-for';
import { addressOf, keepAddress } from '../customers/identity/keep-address';
import { mayUndo } from '../customers/merge/may-undo';
import { resumePendingMerges } from '../customers/merge/resume-pending-merges';
import { byId, upsertChosen, type ChosenCustomer } from '../customers/identity/store';
import { regionOf } from '@interaction-history/shared/src/phones/read-number';
import { holdsPhone, storedPhones, type Notation } from '@interaction-history/shared/src/phones/stored-phones';
import { recordKeys, recordKeysOf } from '../customers/identity/documents';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { audit } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import { openDirectory } from '../vendors/salesforce/directory';
import { assertAccepted } from '../vendors/taskrouter/ownership';
import { unlink, writeCustomer } from './customer-attributes';

/**
 * Links the task's caller with the record the agent chose (ID-12), or with nobody. The browser names the record by its ids
 * alone: the record is read again here, and the caller's address comes from the task itself.
 * @throws AppError forbidden (not the agent's task), not_found (task or record is gone)
 */
export async function linkCustomer(
  request: RequestOf<'tasks/link-customer'>,
  ctx: RequestContext,
): Promise<ResponseOf<'tasks/link-customer'>> {
  const { record } = request;
  const [task, match] = await Promise.all([
    ctx.clients.taskrouter.task(request.taskSid, ctx.deadline),
    record === null ? null : readChosen(record, ctx),
    assertAccepted(request.taskSid, ctx),
  ]);
  if (record === null) return unlink(task, ctx);
  const identity = identityFor(callerOf(task.task_channel_unique_name ?? '', task.attributes).address, ctx.config);
  const chosen = match === null ? null : chosenOf(match, identity, ctx.config.defaultRegion);
  const { customer, ...address } = await onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const { taskSid } = request;
    const linked = chosen === null ? await known(record, taskSid, ctx) : await upsertChosen(store, chosen, taskSid, ctx);
    // What the record itself holds needs no question: a nameless caller's history from this address is the customer's
    const keeps = request.keepAddress || (chosen?.addressKey ?? null) !== null;
    const own = await addressOf(store, identity, linked.customerId);
    if (own !== null)
      return { customer: linked, addressKept: true, mayRelease: own.kept !== undefined && mayUndo(ctx, own.kept) };
    const addressKept = keeps && (await keepAddress(store, identity, linked.customerId, taskSid, ctx));
    return { customer: linked, addressKept, mayRelease: addressKept && request.keepAddress };
  });
  const [attributes] = await Promise.all([writeCustomer(task, customer, identity, ctx), resumePendingMerges(ctx)]);
  return { customer, ...address, attributes };
}

/** The record as its source holds it now; null for a customer of our own store. */
async function readChosen(record: ChosenRecord, ctx: RequestContext): Promise<Match | null> {
  if (record.source === 'stored') return null;
  const match = record.source === 'salesforce' ? await readSalesforce(record, ctx) : await readMaster(record.accountNumber, ctx);
  if (match === null) throw new AppError('not_found', 'This record no longer exists: search again');
  return match;
}

async function readSalesforce(ids: Extract<ChosenRecord, { source: 'salesforce' }>, ctx: RequestContext): Promise<Match | null> {
  const opening = openDirectory(ctx);
  if (opening === null) throw new AppError('not_found', 'No Salesforce org is configured');
  if (ids.contactId === null && ids.accountId === null && ids.leadId === undefined) {
    throw new AppError('invalid_request', 'Name a contact, an account or a lead', {
      fields: { record: { code: 'required' } },
    });
  }
  const { readRecord } = await import('../vendors/salesforce/read-record');
  return readRecord(await opening, ids);
}

async function readMaster(accountNumber: string, ctx: RequestContext): Promise<Match | null> {
  const opening = ctx.clients.master();
  if (opening === null) throw new AppError('not_found', 'No customer master is configured');
  const { readRecord } = await import('../vendors/master/read-record');
  return readRecord(await opening, accountNumber, ctx.deadline);
}

async function known(record: ChosenRecord, taskSid: string, ctx: RequestContext): Promise<Customer> {
  const store = await ctx.clients.firestore();
  const found = record.source === 'stored' ? await byId(store, record.customerId) : null;
  if (found === null) throw new AppError('not_found', 'This customer no longer exists: search again');
  await audit(store, ctx, { action: 'customer.link', taskSid, customerId: found.customer.customerId });
  return found.customer;
}

/** The numbers of a field as the look-up read them: one that it recognised is the caller's, whatever else it could be. */
function phonesIn(field: string, sought: string | null, notation: Notation): string[] {
  const numbers = storedPhones(field, { ...notation, sought: sought === null ? null : regionOf(sought) });
  return sought === null || numbers.includes(sought) || !holdsPhone(field, sought, notation) ? numbers : [sought];
}

/** @param region ISO 3166 of national notations; the record's phones are read by the look-up's own rule (ID-4) */
function chosenOf(match: Match, identity: Identity, region: string): ChosenCustomer {
  const sought = identity.kind === 'phone' ? identity.value : null;
  const phones = [
    ...new Set(match.phones.flatMap(({ value }) => phonesIn(value, sought, { home: region, own: match.region ?? null }))),
  ];
  const isOwn =
    identity.kind === 'phone'
      ? phones.includes(identity.value)
      : identity.kind === 'email' && match.email?.toLowerCase() === identity.value;
  const { contactId = null } = match.salesforce ?? {};
  return {
    recordKeys: recordKeysOf(match),
    addressKey: isOwn ? identityKey(identity) : null,
    numberKey: contactId !== null && match.accountNumber !== null ? recordKeys.number(match.accountNumber) : null,
    fields: {
      name: match.name,
      company: match.company,
      accountNumber: match.accountNumber,
      email: match.email,
      phones,
      salesforce: match.salesforce,
    },
  };
}
