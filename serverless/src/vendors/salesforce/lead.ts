import type { Match } from '@interaction-history/shared/src/contract/customers';
import { countryOf } from '@interaction-history/shared/src/phones/countries';
import type { CustomerFields } from './customer-fields';
import { addressOf, phonesOf, text, toMatch, type CardView, type Row } from './match';

/** Leads are looked for only where the deployment says that the org has them (ID-4): none of these costs an API call of its own. */

/** A converted Lead has become a Contact, which is found itself. */
const OPEN = 'IsConverted = false';

/** `, Lead(…)` for RETURNING; nothing where leads are not looked for. @param more further conditions, joined with AND */
export function leadReturning({ lead }: CustomerFields, limit: number, more: readonly string[] = []): string {
  return lead === null ? '' : `, Lead(${lead.fields.join(', ')} WHERE ${[OPEN, ...more].join(' AND ')} LIMIT ${limit})`;
}

/** A query for leads as a list of one; of none where leads are not looked for. */
export function leadQuery({ lead }: CustomerFields, condition: string, limit: number): string[] {
  return lead === null ? [] : [`SELECT ${lead.fields.join(', ')} FROM Lead WHERE ${OPEN} AND ${condition} LIMIT ${limit}`];
}

/** A row of any of the three objects as a card. */
export function cardOf(row: Row, view: CardView): Match {
  const type = typeOf(row);
  if (type === 'Lead') return leadMatch(row, view);
  return type === 'Contact' ? toMatch(row, (row.Account as Row | null) ?? null, view) : toMatch(null, row, view);
}

export const typeOf = (row: Row): unknown => (row.attributes as Row | undefined)?.type;

export function leadMatch(row: Row, { fields, query, instanceUrl }: CardView): Match {
  const leadId = text(row.Id) ?? '';
  const [name, company, status] = [text(row.Name) ?? '', text(row.Company), text(row.Status)];
  const region = countryOf(text(row.Country));
  const phones = phonesOf(row, fields.lead?.phones ?? [], query, region);
  return {
    key: `salesforce:${leadId}`,
    source: 'salesforce',
    name,
    company: company === name ? null : company,
    accountNumber: null,
    address: addressOf(row, ''),
    ...(region === null ? {} : { region }),
    email: text(row.Email),
    phones: phones.filter((one, at) => phones.findIndex((other) => other.value === one.value) === at),
    statuses: status === null ? [] : [{ field: 'Status', value: status }],
    openCases: null,
    orders: null,
    salesforce: { accountId: null, contactId: null, leadId, url: `${instanceUrl}/lightning/r/Lead/${leadId}/view` },
  };
}
