import type { Product } from '@interaction-history/shared/src/contract/services';
import type { ServiceWords } from './strings/strings';
import type { Catalogue } from '../services-state';

/** $18.00 */
export const priceOf = (locale: string, amount: number, { currency }: Catalogue): string =>
  amount.toLocaleString(locale, { style: 'currency', currency });

/** How often it is billed, in plain words; the org's own for a cycle that we have none for. */
export function cycleOf({ cycle }: Product, { cycles }: Catalogue, words: ServiceWords): string {
  const known = (['monthly', 'yearly', 'once'] as const).find((one) => cycles[one] === cycle);
  return known === undefined ? (cycle ?? words.cycles.once) : words.cycles[known];
}
