import type { Product } from '@interaction-history/shared/src/contract/services';
import type { ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { Deadline } from '../../../runtime/deadline';
import { asOrgAllows } from '../as-org-allows';
import type { SalesforceClient } from '../client';
import type { Row } from '../match';
import { soqlText } from '../soql';
import { entryQuery } from './read-rows';
import { toProduct } from './services-view';

const MOST_PRODUCTS = 200;

/** Active prices of active products in the price book that agents order from, by name. One API call. @throws UpstreamError */
export function readProducts(
  client: SalesforceClient,
  mapping: ServiceMapping,
  deadline: Deadline,
): Promise<{ products: Product[]; pricebook: string }> {
  return asOrgAllows(client, deadline, async () => {
    const book = mapping.pricebook === '' ? 'Pricebook2.IsStandard = true' : `Pricebook2.Name = ${soqlText(mapping.pricebook)}`;
    const which = `IsActive = true AND Product2.IsActive = true AND ${book} ORDER BY Product2.Name LIMIT ${MOST_PRODUCTS}`;
    const { records } = await client.query<Row>(entryQuery(client.facts, mapping, which), deadline);
    const name = (records[0]?.Pricebook2 as Row | undefined)?.Name;
    return { products: records.map((entry) => toProduct(entry, mapping)), pricebook: typeof name === 'string' ? name : '' };
  });
}
