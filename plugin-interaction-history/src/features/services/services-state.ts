import type { ActionMark, CustomerServices, Product, RunResponse } from '@interaction-history/shared/src/contract/services';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import type { ApiError } from '../../api/api-error';
import type { FocusName } from '../../ui/focus-scope';

export type Reading =
  /** No customer is linked, or not one of Salesforce; or the org has no services (SV-6). */
  | { phase: 'absent' }
  | { phase: 'loading' }
  | { phase: 'failed'; error: ApiError }
  /** `error`: why it is not newer. */
  | { phase: 'ok'; services: CustomerServices; error: ApiError | null };

/** What is typed into an action's form, by field; which fields there are is the action's to say (`action-fields.ts`). */
export type Typed = Readonly<Record<string, string>>;

/** One line of an order. */
export interface OrderLine {
  product: Product;
  quantity: number;
  /** Why it can't be ordered as it was read out, since the Function has said so. */
  problem?: Extract<RunResponse, { outcome: 'lines' }>['lines'][number]['problem'];
  /** The price before it changed. */
  wasPrice?: number;
}

/** How an action ends (done, moved), or hasn't yet. */
export type FormPhase =
  | { phase: 'editing' }
  | { phase: 'sending' }
  /** Nothing is known but the error: the same request may be sent again. */
  | { phase: 'failed'; error: ApiError }
  | { phase: 'done'; mark: ActionMark }
  | { phase: 'moved'; by: Extract<RunResponse, { outcome: 'moved' }>['by'] };

export interface ActionForm {
  action: ServiceAction;
  on: string | null;
  /** Where the focus goes back to; null: to the button that opened it. */
  from: FocusName | null;
  /** Made as the form opens, sent with every attempt: a double click, a retry and a lost answer are one action. */
  requestKey: string;
  typed: Typed;
  /** Of an order. */
  lines: readonly OrderLine[];
  /** An order is read back before it is placed. */
  isReviewing: boolean;
  state: FormPhase;
}

export interface Catalogue {
  products: readonly Product[];
  pricebook: string;
  currency: string;
  cycles: { monthly: string; yearly: string; once: string };
}

export interface ServicesState {
  customerId: string | null;
  reading: Reading;
  isOpen: boolean;
  form: ActionForm | null;
  /** What the price book has; null before it was asked. */
  catalogue: Catalogue | null;
  catalogueError: ApiError | null;
  /** What was done on this task, oldest first (SV-4). */
  marks: readonly ActionMark[];
}

/** The words for a state; the org's own where it is one that we have none for. */
export const wordsFor = <S extends string>(
  words: Readonly<Record<Exclude<S, 'other'>, string>>,
  state: S,
  own: string | null,
): string => (state === 'other' ? (own ?? '') : words[state as Exclude<S, 'other'>]);

export const offers = (services: CustomerServices, action: ServiceAction, on: string | null): boolean =>
  services.possible.some((one) => one.action === action && one.on === on);

/** What an order costs, in the price book's currency: each month, each year, once. */
export function totals(
  lines: readonly OrderLine[],
  { cycles }: Pick<Catalogue, 'cycles'>,
): { monthly: number; yearly: number; once: number } {
  const of = (...names: (string | null)[]): number =>
    lines
      .filter(({ product }) => names.includes(product.cycle))
      .reduce((sum, { product, quantity }) => sum + product.unitPrice * quantity, 0);
  return { monthly: of(cycles.monthly), yearly: of(cycles.yearly), once: of(cycles.once, null) };
}
