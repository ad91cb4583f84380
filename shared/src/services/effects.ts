import type { Possible } from './possible';
import type { OrderState, ServiceStage, Standing } from './states';

/** A decision that goes one way or the other. */
export interface Decided extends Possible {
  /** Of `record-eligibility`: eligible; of `decide-verification`: verified. */
  isPositive?: boolean;
  /** Of `place-order` that finds no Opportunity: whether the new one is a line to the internet. */
  isInternet?: boolean;
}

/**
 * How the customer stands once an action is done: what each action's one request writes, as a rule that the stand-in, the tests and the
 * documentation share. An action that isn't possible changes nothing.
 * @param newId names what the action makes
 */
export function after(standing: Standing, decided: Decided, newId: string): Standing {
  const { action, on, isPositive = true } = decided;
  switch (action) {
    case 'register':
      return { ...standing, isRegistered: true };
    case 'request-eligibility':
      return { ...withInquiry(standing, newId), eligibility: 'pending' };
    case 'record-eligibility': {
      const inquiry = openInquiry(standing);
      const moved = inquiry === undefined ? standing : moveService(standing, inquiry.id, isPositive ? 'ready' : 'void');
      return { ...moved, eligibility: isPositive ? 'eligible' : 'not-eligible' };
    }
    case 'request-verification':
      return { ...standing, verification: 'pending' };
    case 'decide-verification':
      return { ...standing, verification: isPositive ? 'verified' : 'rejected' };
    case 'place-order': {
      const moved =
        on === null
          ? withService(standing, { id: newId, stage: 'ordered', isInternet: decided.isInternet ?? false })
          : moveService(standing, on, 'ordered');
      return { ...moved, orders: [{ id: `order-${newId}`, state: 'review' }, ...moved.orders] };
    }
    case 'approve-order':
    case 'retry-activation':
      return moveOrder(standing, on, 'activating');
    case 'request-cancellation':
      return on === null ? standing : moveService(standing, on, 'cancelling');
    case 'general-inquiry':
      return standing;
  }
}

/** The Opportunity an eligibility check is about: the newest open one; services stand newest first. */
export const openInquiry = <S extends { stage: ServiceStage; isInternet: boolean }>({
  services,
}: {
  services: readonly S[];
}): S | undefined => services.find(({ stage, isInternet }) => stage === 'inquiry' && isInternet);

const withInquiry = (standing: Standing, id: string): Standing =>
  openInquiry(standing) === undefined ? withService(standing, { id, stage: 'inquiry', isInternet: true }) : standing;

const withService = (standing: Standing, service: { id: string; stage: ServiceStage; isInternet: boolean }): Standing => ({
  ...standing,
  services: [{ ...service, serviceNumber: null }, ...standing.services],
});

const moveService = (standing: Standing, id: string, stage: ServiceStage): Standing => ({
  ...standing,
  services: standing.services.map((one) => (one.id === id ? { ...one, stage } : one)),
});

const moveOrder = (standing: Standing, id: string | null, state: OrderState): Standing => ({
  ...standing,
  orders: standing.orders.map((one) => (one.id === id ? { ...one, state } : one)),
});
