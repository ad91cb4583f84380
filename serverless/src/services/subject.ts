import type { WantedAction } from '@interaction-history/shared/src/contract/services';

/** The Opportunity or Order that an action is about; null: the customer. */
export function subjectId(action: WantedAction): string | null {
  switch (action.kind) {
    case 'place-order':
    case 'request-cancellation':
      return action.serviceId;
    case 'approve-order':
    case 'retry-activation':
      return action.orderId;
    default:
      return null;
  }
}

/**
 * What one agent at a time may do: an action about a record. Orders that need no service to be ready, and inquiries, may be many, so each
 * is a matter of its own.
 */
export function subjectOf(action: WantedAction, accountId: string, key: string): string {
  const on = subjectId(action);
  if (on !== null) return `${action.kind}_${on.slice(0, 15)}`;
  const isOneOfMany = action.kind === 'place-order' || action.kind === 'general-inquiry';
  return `${action.kind}_${isOneOfMany ? key : accountId.slice(0, 15)}`;
}
