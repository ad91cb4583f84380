import { cut } from '@interaction-history/shared/src/insights/insights';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import { nameOf, type NewCustomer } from '@interaction-history/shared/src/customers/new-customer';
import { asOrgAllows } from './as-org-allows';
import type { SalesforceClient } from './client';
import type { CompositeSubrequest } from './composite';
import { ACCOUNT_NUMBER_FIELD, CONTACT_NUMBER_FIELD } from './customer-fields';
import type { Row } from './match';
import type { OrgFacts } from './org-facts';
import { retryRaces } from './retry-races';
import { soqlText } from './soql';
import { refusal, refusalIn } from './upstream';

/** The Account's external id where the customer has no number: a field to deploy. */
const REQUEST_KEY_FIELD = 'Request_Key__c';

export type Registration = NewCustomer & { customerId: string; registrationSource: string };

/**
 * SA-1: Account if new, and Contact, in one composite request, all or none. Upserted on our customer id, so that a repeat makes
 * nothing twice. An account that stands under the customer number is left as it is; the contact goes under it.
 * @throws UpstreamError; SalesforceRefusal where the org refuses a field or sees a duplicate
 */
export function registerCustomer(
  client: SalesforceClient,
  wanted: Registration,
  deadline: Deadline,
): Promise<NonNullable<Customer['salesforce']>> {
  return retryRaces(deadline, () => asOrgAllows(client, deadline, () => registerOnce(client, wanted, deadline)));
}

async function registerOnce(
  client: SalesforceClient,
  wanted: Registration,
  deadline: Deadline,
): Promise<NonNullable<Customer['salesforce']>> {
  const existing = wanted.accountNumber === null ? null : await accountUnder(client, wanted.accountNumber, deadline);
  const account = existing === null ? [accountPart(wanted, client.facts)] : [];
  const contact = contactPart(wanted, existing ?? '@{account.id}');
  const results = await client.composite([...account, contact], true, deadline);
  const refused = refusalIn(results);
  if (refused !== null) throw refused;
  const idOf = (referenceId: string): string | null =>
    (results.find((one) => one.referenceId === referenceId)?.body as { id?: string } | null)?.id ?? null;
  const [accountId, contactId] = [existing ?? idOf('account'), idOf('contact')];
  if (accountId === null || contactId === null) throw refusal('UNKNOWN');
  return { accountId, contactId, url: `${await client.instanceUrl(deadline)}/lightning/r/Contact/${contactId}/view` };
}

async function accountUnder(client: SalesforceClient, accountNumber: string, deadline: Deadline): Promise<string | null> {
  const { records } = await client.query<Row>(
    `SELECT Id FROM Account WHERE ${ACCOUNT_NUMBER_FIELD} = ${soqlText(accountNumber)}`,
    deadline,
  );
  return records[0] === undefined ? null : String(records[0].Id);
}

function accountPart(wanted: Registration, facts: OrgFacts): CompositeSubrequest {
  const key =
    wanted.accountNumber === null
      ? `${REQUEST_KEY_FIELD}/customer-${wanted.customerId}`
      : `${ACCOUNT_NUMBER_FIELD}/${encodeURIComponent(wanted.accountNumber)}`;
  const body = {
    Name: cut(wanted.company ?? nameOf(wanted) ?? wanted.phone ?? wanted.email ?? wanted.customerId, 255),
    ...(facts.writes('Account.Portal_Status__c') ? { Portal_Status__c: 'Active' } : {}),
    ...(facts.writes('Account.Portal_Registration_Source__c')
      ? { Portal_Registration_Source__c: wanted.registrationSource }
      : {}),
    ...(wanted.phone === null ? {} : { Phone: wanted.phone }),
  };
  return { method: 'PATCH', path: `/sobjects/Account/${key}`, referenceId: 'account', body };
}

function contactPart(wanted: Registration, accountId: string): CompositeSubrequest {
  const body = {
    // Salesforce wants a last name; a caller known by first name or company alone has that there
    ...(wanted.lastName !== null && wanted.firstName !== null ? { FirstName: cut(wanted.firstName, 40) } : {}),
    LastName: cut(wanted.lastName ?? nameOf(wanted) ?? wanted.phone ?? wanted.email ?? wanted.customerId, 80),
    ...(wanted.email === null ? {} : { Email: wanted.email }),
    ...(wanted.phone === null ? {} : { Phone: wanted.phone }),
    AccountId: accountId,
  };
  return {
    method: 'PATCH',
    path: `/sobjects/Contact/${CONTACT_NUMBER_FIELD}/customer-${wanted.customerId}`,
    referenceId: 'contact',
    body,
  };
}
