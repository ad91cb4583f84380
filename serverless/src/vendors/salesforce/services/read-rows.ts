import type { ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { Deadline } from '../../../runtime/deadline';
import { asOrgAllows } from '../as-org-allows';
import type { QueryResult, SalesforceClient } from '../client';
import type { Row } from '../match';
import type { OrgFacts } from '../org-facts';
import { soqlList, soqlName, soqlText } from '../soql';

/** A customer's services as the org holds them. */
export interface ServiceRows {
  account: Row;
  /** Newest first. */
  opportunities: Row[];
  /** Newest first, each with its `OrderItems`; null: the org has none, or hides them. */
  orders: Row[] | null;
  /** Open cases of service actions, and what stands under the request's key, newest first. */
  cases: Row[];
  /** Price book entries that were asked for. */
  entries: Row[];
  /** IANA name of the org's time zone. */
  timeZone: string;
}
export interface ServicesWanted {
  accountId: string;
  /** Of the request: what it made before is among the rows. */
  key?: string;
  /** Of the price book, to be read in the same call. */
  entryIds?: readonly string[];
}

/** A customer has few of each; who has more sees the newest. */
const MOST = { services: 50, orders: 20, cases: 50 };

/** The org's time zone changes never: read once a process, with the first customer. */
const timeZones = new WeakMap<SalesforceClient, string>();

/**
 * Reads all of a customer's services in one API call. Null where the org knows nothing of them (SV-6), or the account is gone.
 * @throws UpstreamError, SalesforceRefusal
 */
export function readRows(
  client: SalesforceClient,
  mapping: ServiceMapping,
  wanted: ServicesWanted,
  deadline: Deadline,
): Promise<ServiceRows | null> {
  return asOrgAllows(client, deadline, () => readOnce(client, mapping, wanted, deadline));
}

/** The least that makes an org one with services. */
export const hasServices = (facts: OrgFacts, { fields }: ServiceMapping): boolean =>
  facts.has(`Account.${fields.eligibilityStatus}`) &&
  facts.has(`Account.${fields.verificationStatus}`) &&
  facts.has(`Opportunity.${fields.portalSource}`);

async function readOnce(
  client: SalesforceClient,
  mapping: ServiceMapping,
  wanted: ServicesWanted,
  deadline: Deadline,
): Promise<ServiceRows | null> {
  const { facts } = client;
  if (!hasServices(facts, mapping)) return null;
  const entryIds = wanted.entryIds ?? [];
  const queries: [name: string, soql: string][] = [
    ['account', accountQuery(facts, mapping, wanted.accountId)],
    ['opportunities', opportunityQuery(facts, mapping, wanted.accountId)],
    ...(facts.has('Order') ? [['orders', orderQuery(facts, mapping, wanted.accountId)] as [string, string]] : []),
    ['cases', caseQuery(facts, mapping, wanted)],
  ];
  if (entryIds.length > 0) queries.push(['entries', entryQuery(facts, mapping, `Id IN ${soqlList(entryIds)}`)]);
  // five queries are all that one request may have
  else if (!timeZones.has(client) && facts.has('Organization')) queries.push(['organization', ORGANIZATION]);
  const answers = await client.queries(
    queries.map(([, soql]) => soql),
    deadline,
  );
  const of = (name: string): QueryResult<Row> | undefined => answers[queries.findIndex(([one]) => one === name)];
  const account = of('account')?.records[0];
  if (account === undefined) return null;
  const zone = of('organization')?.records[0]?.TimeZoneSidKey;
  if (typeof zone === 'string') timeZones.set(client, zone);
  return {
    account,
    opportunities: of('opportunities')?.records ?? [],
    orders: facts.has('Order') ? (of('orders')?.records ?? []) : null,
    cases: of('cases')?.records ?? [],
    entries: of('entries')?.records ?? [],
    timeZone: timeZones.get(client) ?? 'UTC',
  };
}

const ORGANIZATION = 'SELECT TimeZoneSidKey FROM Organization';

/** Those of the fields that the org has. */
const own = (facts: OrgFacts, object: string, fields: readonly string[]): string =>
  fields
    .filter((field) => facts.has(`${object}.${field}`))
    .map(soqlName)
    .join(', ');

const accountQuery = (facts: OrgFacts, { fields: f }: ServiceMapping, id: string): string =>
  `SELECT Id, Name, ${own(facts, 'Account', [
    f.eligibilityValue,
    f.eligibilityStatus,
    f.eligibilityRequestedAt,
    f.eligibilityCheckedAt,
    f.verificationStatus,
    f.verificationSubmittedAt,
    f.verificationVerifiedAt,
    f.verificationMessage,
    f.portalStatus,
    f.registrationSource,
  ])} FROM Account WHERE Id = ${soqlText(id)}`;

const opportunityQuery = (facts: OrgFacts, { fields: f }: ServiceMapping, accountId: string): string =>
  `SELECT Id, StageName, ${own(facts, 'Opportunity', [f.commodityType, f.portalSource, f.serviceNumber, f.cancellationAt])} FROM Opportunity WHERE AccountId = ${soqlText(accountId)} ORDER BY CreatedDate DESC, Id DESC LIMIT ${MOST.services}`;

function orderQuery(facts: OrgFacts, { fields: f }: ServiceMapping, accountId: string): string {
  const cycle = facts.has(`Product2.${f.billingCycle}`) ? `, Product2.${soqlName(f.billingCycle)}` : '';
  const items = facts.has('OrderItem') ? `, (SELECT Quantity, UnitPrice, Product2.Name${cycle} FROM OrderItems)` : '';
  const more = own(facts, 'Order', ['OpportunityId', f.activationStatus, f.activationError, f.activationErrorAt, f.requestKey]);
  return `SELECT Id, OrderNumber, Status, EffectiveDate, LastModifiedDate, ${more}${items} FROM Order WHERE AccountId = ${soqlText(accountId)} ORDER BY CreatedDate DESC, Id DESC LIMIT ${MOST.orders}`;
}

function caseQuery(facts: OrgFacts, { fields: f, caseTypes }: ServiceMapping, { accountId, key }: ServicesWanted): string {
  const isKeyed = facts.has(`Case.${f.requestKey}`);
  const made = key === undefined || !isKeyed ? '' : ` OR ${soqlName(f.requestKey)} = ${soqlText(key)}`;
  const more = own(facts, 'Case', [f.caseOpportunity, f.requestKey]);
  return `SELECT Id, CaseNumber, Type, CreatedDate, IsClosed${more === '' ? '' : `, ${more}`} FROM Case WHERE AccountId = ${soqlText(accountId)} AND ((IsClosed = false AND Type IN ${soqlList(Object.values(caseTypes))})${made}) ORDER BY CreatedDate DESC, Id DESC LIMIT ${MOST.cases}`;
}

/** Prices with what the billing system needs of their products. @param which a condition on PricebookEntry */
export function entryQuery(facts: OrgFacts, { fields: f }: ServiceMapping, which: string): string {
  const product = [f.billingProduct, f.billingCycle, f.itemClass, f.configOptions]
    .filter((field) => facts.has(`Product2.${field}`))
    .map((field) => `, Product2.${soqlName(field)}`)
    .join('');
  return `SELECT Id, UnitPrice, IsActive, Pricebook2Id, Pricebook2.Name, Product2.Name, Product2.IsActive${product} FROM PricebookEntry WHERE ${which}`;
}
