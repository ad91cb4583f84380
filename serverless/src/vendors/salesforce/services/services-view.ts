import type { CustomerServices, Product } from '@interaction-history/shared/src/contract/services';
import { orderState, wordFor, type ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { Standing } from '@interaction-history/shared/src/services/states';
import type { Row } from '../match';
import type { ServiceRows } from './read-rows';

/** All that is read of a customer's services; what may be done is not the org's to say. */
export type ServicesRead = Omit<CustomerServices, 'possible' | 'status'>;

/** The org's rows in our own words (SV-6). @param instanceUrl where its record pages are */
export function toServices(rows: ServiceRows, mapping: ServiceMapping, instanceUrl: string): ServicesRead {
  const { account, opportunities, orders, cases } = rows;
  const { fields: f } = mapping;
  const page = (object: string, id: unknown): string => `${instanceUrl}/lightning/r/${object}/${String(id)}/view`;
  const services = opportunities.map((row) => {
    const commodity = text(row[f.commodityType]);
    return {
      id: String(row.Id),
      stage: wordFor(mapping.stages, row.StageName) ?? ('other' as const),
      stageText: text(row.StageName) ?? '',
      commodity,
      isInternet: commodity !== null && mapping.commodities.internet.includes(commodity),
      serviceNumber: typeof row[f.serviceNumber] === 'number' ? (row[f.serviceNumber] as number) : null,
      endsAt: instant(row[f.cancellationAt]),
      url: page('Opportunity', row.Id),
    };
  });
  return {
    isRegistered: account[f.portalStatus] === mapping.portalActive,
    eligibility: eligibilityOf(account, mapping, services),
    verification: verificationOf(account, mapping),
    services,
    orders:
      orders?.map((row) => ({
        id: String(row.Id),
        number: String(row.OrderNumber),
        state: orderState(mapping, row.Status, row[f.activationStatus]),
        statusText: text(row.Status) ?? '',
        date: text(row.EffectiveDate),
        changedAt: instant(row.LastModifiedDate) ?? new Date().toISOString(),
        serviceId: text(row.OpportunityId),
        error: errorOf(row, mapping),
        lines: itemsOf(row).map((item) => ({
          name: text((item.Product2 as Row | null)?.Name) ?? '',
          quantity: Number(item.Quantity),
          unitPrice: Number(item.UnitPrice),
          cycle: text((item.Product2 as Row | null)?.[f.billingCycle]),
        })),
        url: page('Order', row.Id),
      })) ?? null,
    cases: cases.flatMap((row) => {
      const about = wordFor(mapping.caseTypes, row.Type);
      if (about === null || row.IsClosed === true) return [];
      return [
        {
          number: String(row.CaseNumber),
          url: page('Case', row.Id),
          about,
          serviceId: text(row[f.caseOpportunity]),
          openedAt: instant(row.CreatedDate) ?? new Date().toISOString(),
        },
      ];
    }),
    commodities: mapping.commodities,
    timeZone: rows.timeZone,
    readAt: new Date().toISOString(),
  };
}

/** As the rules of what is possible see it. */
export const standingOf = ({ isRegistered, eligibility, verification, services, orders }: ServicesRead): Standing => ({
  isRegistered,
  eligibility: eligibility.state,
  verification: verification.state,
  services,
  orders: orders ?? [],
});

/** What was checked went the way that the newest line to the internet went: the result is free text. */
function eligibilityOf(
  account: Row,
  { fields: f, eligibility }: ServiceMapping,
  services: ServicesRead['services'],
): ServicesRead['eligibility'] {
  const status = account[f.eligibilityStatus];
  if ((status ?? null) === null) return { state: 'none', text: null, at: null };
  const word = wordFor(eligibility, status);
  if (word === null) return { state: 'other', text: text(status), at: null };
  if (word === 'pending') return { state: 'pending', text: null, at: instant(account[f.eligibilityRequestedAt]) };
  const decided = services.find(({ isInternet, stage }) => isInternet && stage !== 'inquiry');
  const state = decided?.stage === 'void' ? 'not-eligible' : 'eligible';
  return { state, text: text(account[f.eligibilityValue]), at: instant(account[f.eligibilityCheckedAt]) };
}

function verificationOf(account: Row, { fields: f, verification }: ServiceMapping): ServicesRead['verification'] {
  const status = account[f.verificationStatus];
  if ((status ?? null) === null) return { state: 'none', text: null, at: null };
  const word = wordFor(verification, status);
  if (word === null) return { state: 'other', text: text(status), at: null };
  const at = instant(account[word === 'verified' ? f.verificationVerifiedAt : f.verificationSubmittedAt]);
  return { state: word, text: word === 'rejected' ? text(account[f.verificationMessage]) : null, at };
}

function errorOf(order: Row, { fields: f, activation }: ServiceMapping): { text: string; at: string | null } | null {
  if (order[f.activationStatus] !== activation.failed) return null;
  return { text: text(order[f.activationError]) ?? '', at: instant(order[f.activationErrorAt]) };
}

/** A price as agents order it. */
export function toProduct(entry: Row, { fields: f, internetProductWords }: ServiceMapping): Product {
  const product = (entry.Product2 ?? {}) as Row;
  const name = text(product.Name) ?? '';
  return {
    entryId: String(entry.Id),
    name,
    unitPrice: Number(entry.UnitPrice),
    cycle: text(product[f.billingCycle]),
    itemClass: text(product[f.itemClass]),
    isInternet: internetProductWords.some((word) => name.toLowerCase().includes(word.toLowerCase())),
    isComplete: configOptions(product[f.configOptions]) !== null,
  };
}

/**
 * The options of a product in the billing system: id of an option → its choice or amount.
 * @returns null where they can't be read; none where there are none
 */
export function configOptions(json: unknown): Record<string, string | number> | null {
  if ((json ?? '') === '') return {};
  try {
    const options: unknown = JSON.parse(String(json));
    const isOne = typeof options === 'object' && options !== null && !Array.isArray(options);
    if (!isOne || !Object.values(options).every((one) => typeof one === 'string' || typeof one === 'number')) return null;
    return options as Record<string, string | number>;
  } catch {
    return null;
  }
}

export const itemsOf = (order: Row): Row[] => (order.OrderItems as { records?: Row[] } | null)?.records ?? [];

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Salesforce writes +0000 for Z. */
function instant(value: unknown): string | null {
  const at = typeof value === 'string' ? new Date(value.replace(/\+0000$/, 'Z')) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
