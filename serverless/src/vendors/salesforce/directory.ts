import type { Config, SalesforceConfig } from '../../config/config';
import type { Deadline } from '../../runtime/deadline';
import type { SalesforceClient } from './client';
import { customerFields, type CustomerFields } from './customer-fields';
import type { CardView, PhoneQuery } from './match';

/** The org's customers as one request sees them: its client, what is read of a customer there, and until when. */
export interface SalesforceDirectory {
  client: SalesforceClient;
  readonly fields: CustomerFields;
  /** ISO 3166, of phone numbers in national notation. */
  region: string;
  deadline: Deadline;
}

interface OrgContext {
  config: Pick<Config, 'defaultRegion'> & { salesforce: Pick<SalesforceConfig, 'phoneFields'> | null };
  clients: { salesforce(): Promise<SalesforceClient> | null };
  deadline: Deadline;
}

/** The directory by a request's configuration; null when no org is configured. */
export function openDirectory(ctx: OrgContext, deadline = ctx.deadline): Promise<SalesforceDirectory> | null {
  const opening = ctx.clients.salesforce();
  return opening?.then((client) => directoryOf(client, ctx.config, deadline)) ?? null;
}

export function directoryOf(client: SalesforceClient, config: OrgContext['config'], deadline: Deadline): SalesforceDirectory {
  return {
    client,
    // again for each attempt: what the org lacks may have been learnt meanwhile
    get fields() {
      return customerFields(config.salesforce?.phoneFields ?? { Contact: [], Account: [] }, client.facts);
    },
    region: config.defaultRegion,
    deadline,
  };
}

/** How rows become cards: by the directory's fields, with the number that was looked up, if one was. Costs no API call. */
export async function cardView(
  { client, fields, region, deadline }: SalesforceDirectory,
  e164: string | null = null,
): Promise<CardView> {
  const query: PhoneQuery = { e164, home: region };
  return { fields, query, instanceUrl: await client.instanceUrl(deadline) };
}
