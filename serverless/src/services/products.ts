import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { readProducts } from '../vendors/salesforce/services/products';

/** What can be ordered: the active prices of the price book, in one Salesforce call. @throws AppError not_found; UpstreamError */
export async function products(
  _request: RequestOf<'services/products'>,
  ctx: RequestContext,
): Promise<ResponseOf<'services/products'>> {
  const opening = ctx.clients.salesforce();
  const mapping = ctx.config.salesforce?.services;
  if (opening === null || mapping === undefined) throw new AppError('not_found', 'No Salesforce org is configured');
  const found = await readProducts(await opening, mapping, ctx.deadline);
  return { ...found, currency: mapping.currency, cycles: mapping.cycles };
}
