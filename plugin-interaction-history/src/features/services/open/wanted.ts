import type { CustomerServices, WantedAction } from '@interaction-history/shared/src/contract/services';
import { instantIn } from '@interaction-history/shared/src/services/zone';
import type { ActionForm } from '../services-state';

/** What is missing in a form, by field; nothing when it can be sent. */
export type Missing = Readonly<Record<string, 'required' | 'past'>>;

/** As the server checks it. @param now ms since the epoch */
export function missingIn({ action, typed, lines }: ActionForm, { timeZone }: CustomerServices, now: number): Missing {
  const has = (field: string): boolean => (typed[field] ?? '').trim() !== '';
  const required = (...fields: string[]): Missing =>
    Object.fromEntries(fields.filter((field) => !has(field)).map((field) => [field, 'required']));
  switch (action) {
    case 'record-eligibility':
      return required('choice', 'result');
    case 'decide-verification':
      return required('choice', ...(typed.choice === 'no' ? ['message'] : []));
    case 'request-cancellation': {
      const missing = required('day', 'time', 'why');
      const endsAt = instantIn(typed.day ?? '', typed.time ?? '', timeZone);
      return endsAt !== null && Date.parse(endsAt) <= now ? { ...missing, day: 'past' } : missing;
    }
    case 'place-order':
      return lines.length === 0 ? { lines: 'required' } : required('consent');
    default:
      return {};
  }
}

/** The request that a form makes; null while something is missing. */
export function wantedOf(form: ActionForm, services: CustomerServices): WantedAction | null {
  const { action, on, typed, lines } = form;
  if (Object.keys(missingIn(form, services, Date.now())).length > 0) return null;
  const text = (field: string): string => (typed[field] ?? '').trim();
  switch (action) {
    case 'register':
      return { kind: action };
    case 'request-eligibility':
      return { kind: action, note: text('note'), ...(text('commodity') === '' ? {} : { commodity: text('commodity') }) };
    case 'record-eligibility':
      return { kind: action, isEligible: typed.choice === 'yes', result: text('result'), note: text('note') };
    case 'request-verification':
      return { kind: action, note: text('note') };
    case 'decide-verification': {
      const isVerified = typed.choice === 'yes';
      return { kind: action, isVerified, message: isVerified ? '' : text('message'), note: text('note') };
    }
    case 'approve-order':
    case 'retry-activation':
      return on === null ? null : { kind: action, orderId: on };
    case 'request-cancellation': {
      const endsAt = instantIn(text('day'), text('time'), services.timeZone);
      if (on === null || endsAt === null) return null;
      return { kind: action, serviceId: on, endsAt, timeZone: services.timeZone, why: text('why') };
    }
    case 'place-order':
      return {
        kind: action,
        serviceId: on,
        commodity: commodityOf(form, services),
        lines: lines.map(({ product, quantity }) => ({ entryId: product.entryId, quantity, unitPrice: product.unitPrice })),
      };
    case 'general-inquiry':
      return { kind: action, subject: text('subject'), description: text('description') };
  }
}

/** What kind of service an order is for: the one it is placed on, else what was chosen, else what its products say. */
export function commodityOf({ on, typed, lines }: ActionForm, { services, commodities }: CustomerServices): string {
  const chosen = services.find(({ id }) => id === on)?.commodity ?? typed.commodity;
  if (chosen !== undefined && chosen !== '') return chosen;
  const isInternet = lines.some(({ product }) => product.isInternet);
  const named = commodities.other.find((name) =>
    lines.some(({ product }) => product.name.toLowerCase().includes(name.toLowerCase())),
  );
  return (isInternet ? commodities.internet[0] : (named ?? commodities.other[0])) ?? '';
}
