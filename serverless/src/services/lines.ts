import type { RunResponse, WantedAction } from '@interaction-history/shared/src/contract/services';
import type { ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import { mayOrderInternet } from '@interaction-history/shared/src/services/possible';
import type { Standing } from '@interaction-history/shared/src/services/states';
import type { Row } from '../vendors/salesforce/match';
import { toProduct } from '../vendors/salesforce/services/services-view';

type Problems = Extract<RunResponse, { outcome: 'lines' }>['lines'];

/** What keeps the lines of an order from being ordered as they were read to the customer: nothing when the list is empty. */
export function lineProblems(
  { lines, commodity }: Extract<WantedAction, { kind: 'place-order' }>,
  entries: readonly Row[],
  standing: Standing,
  mapping: ServiceMapping,
): Problems {
  const isInternetOrder = mapping.commodities.internet.includes(commodity);
  const books = new Set(entries.map(({ Pricebook2Id }) => Pricebook2Id));
  return lines.flatMap(({ entryId, unitPrice }): Problems => {
    const entry = entries.find(({ Id }) => String(Id).slice(0, 15) === entryId.slice(0, 15));
    const isSold = entry?.IsActive === true && (entry.Product2 as Row | null)?.IsActive === true && books.size === 1;
    if (!isSold) return [{ entryId, problem: 'gone', unitPrice: null }];
    const product = toProduct(entry, mapping);
    if (product.unitPrice !== unitPrice) return [{ entryId, problem: 'price', unitPrice: product.unitPrice }];
    if (!product.isComplete) return [{ entryId, problem: 'options', unitPrice }];
    const needsCheck = product.isInternet || isInternetOrder;
    return needsCheck && !mayOrderInternet(standing) ? [{ entryId, problem: 'not-eligible', unitPrice }] : [];
  });
}
